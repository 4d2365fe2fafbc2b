import { findChats } from '../../storage/account.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import type { Tx } from '../../storage/database.ts';

/** The chats of the two whom an appraisal is about: who is assessed, and their supervisor. */
export async function chatsOfParties(
  tx: Tx,
  { employee, supervisor }: Pick<AppraisalRow, 'employee' | 'supervisor'>,
): Promise<readonly number[]> {
  const chats = await findChats(tx, [employee.id, ...(supervisor ? [supervisor.id] : [])]);
  return chats.map(({ telegramId }) => telegramId);
}
