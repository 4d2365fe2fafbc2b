import { z } from 'zod';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';

/** The person's row, held locked until the transaction ends. Telegram ids fit in a number exactly. */
export interface AccountRow {
  readonly telegramId: number;
  readonly employeeId: number | null;
  readonly firstName: string;
  readonly locale: 'id' | 'en' | null;
  readonly blockedAt: Date | null;
  readonly joinedAt: Date | null;
  readonly noticeVersion: string | null;
  readonly cutOffAt: Date | null;
  readonly guesses: number;
  readonly guessesSince: Date | null;
  readonly view: unknown;
  readonly screenMessageId: number | null;
  readonly conversationId: number | null;
  readonly lastUpdateId: number | null;
  readonly menu: string | null;
}

/** Locks the person's row, making it at the first contact; whoever else works on this person waits here. */
export async function lockAccount(
  tx: Tx,
  person: { readonly telegramId: number; readonly firstName: string; readonly now: Date },
): Promise<AccountRow> {
  const rows = await tx.$queryRaw`
    insert into account (telegram_id, first_name, created_at) values (${BigInt(person.telegramId)}, ${person.firstName}, ${person.now})
    on conflict (telegram_id) do update set first_name = excluded.first_name
    returning telegram_id as "telegramId", employee_id as "employeeId", first_name as "firstName", locale, blocked_at as "blockedAt", joined_at as "joinedAt",
      notice_version as "noticeVersion", cut_off_at as "cutOffAt", guesses, guesses_since as "guessesSince", view, screen_message_id as "screenMessageId",
      conversation_id as "conversationId", last_update_id as "lastUpdateId", menu`;
  const [row] = z.array(accountRowSchema).parse(rows);
  if (!row) throw new Error('An upsert of an account returned no row.');
  return row;
}

const number = z.union([z.number(), z.bigint()]).transform(Number);
const accountRowSchema = z.object({
  telegramId: number,
  employeeId: z.number().nullable(),
  firstName: z.string(),
  locale: z.enum(['id', 'en']).nullable(),
  blockedAt: z.date().nullable(),
  joinedAt: z.date().nullable(),
  noticeVersion: z.string().nullable(),
  cutOffAt: z.date().nullable(),
  guesses: z.number(),
  guessesSince: z.date().nullable(),
  view: z.unknown(),
  screenMessageId: z.number().nullable(),
  conversationId: z.number().nullable(),
  lastUpdateId: number.nullable(),
  menu: z.string().nullable(),
});

/** Changes the person's row; what is not named stays. */
export async function updateAccount(tx: Tx, telegramId: number, change: AccountChange): Promise<void> {
  await tx.account.update({ where: { telegramId: BigInt(telegramId) }, data: change, select: { telegramId: true } });
}

export type AccountChange = Omit<Prisma.AccountUncheckedUpdateInput, 'telegramId'>;
