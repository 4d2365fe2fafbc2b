import { findChats } from '../../storage/account.ts';
import { enqueue } from '../../storage/outbox.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Screen } from '../core/screen.ts';
import type { PeriodDesk } from './period-desk.ts';

/** Queues a message that must arrive for one employee, in their language; false when they have no chat that can be written to. The same key tells once for ever. It leaves now, or at `dueAt`. */
export async function tellEmployee(
  { tx, now, settings }: PeriodDesk,
  employeeId: number,
  { screen, dedupeKey, dueAt = now }: { readonly screen: Screen; readonly dedupeKey: string; readonly dueAt?: Date },
): Promise<boolean> {
  const [chat] = await findChats(tx, [employeeId]);
  if (!chat) return false;
  await enqueue(tx, [
    {
      chatId: chat.telegramId,
      kind: 'notice',
      message: renderNotice(screen, chat.locale ?? settings.locale),
      mustArrive: true,
      dedupeKey,
      dueAt,
    },
  ]);
  return true;
}
