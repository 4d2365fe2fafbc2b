import { z } from 'zod';
import type { Tx } from './database.ts';

/** Somebody of HR who can be reached. */
export interface HrRecipient {
  readonly telegramId: number;
  readonly locale: 'id' | 'en' | null;
}

/** Everybody of HR who wrote to the bot and can be reached: on the roster as `hr`, or named in HR_TELEGRAM_IDS. */
export async function listHrRecipients(tx: Tx, hrTelegramIds: ReadonlySet<number>): Promise<readonly HrRecipient[]> {
  const rows = await tx.$queryRaw`
    select account.telegram_id as "telegramId", account.locale
    from account left join employee on employee.id = account.employee_id
    where account.blocked_at is null
      and ((employee.role = 'hr' and employee.active) or account.telegram_id = any(${[...hrTelegramIds].map(BigInt)}::bigint[]))
    order by account.telegram_id`;
  return z
    .array(z.object({ telegramId: z.bigint().transform(Number), locale: z.enum(['id', 'en']).nullable() }))
    .parse(rows);
}
