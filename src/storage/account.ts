import { z } from 'zod';
import type { Database, Tx } from './database.ts';
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
  readonly noticeAt: Date | null;
  readonly cutOffAt: Date | null;
  readonly guesses: number;
  readonly guessesSince: Date | null;
  readonly view: unknown;
  readonly screenMessageId: number | null;
  readonly conversationId: number | null;
  readonly lastUpdateId: number | null;
  readonly menu: string | null;
}

const number = z.union([z.number(), z.bigint()]).transform(Number);
export const accountRowSchema = z.object({
  telegramId: number,
  employeeId: z.number().nullable(),
  firstName: z.string(),
  locale: z.enum(['id', 'en']).nullable(),
  blockedAt: z.date().nullable(),
  joinedAt: z.date().nullable(),
  noticeVersion: z.string().nullable(),
  noticeAt: z.date().nullable(),
  cutOffAt: z.date().nullable(),
  guesses: z.number(),
  guessesSince: z.date().nullable(),
  view: z.unknown(),
  screenMessageId: z.number().nullable(),
  conversationId: z.number().nullable(),
  lastUpdateId: number.nullable(),
  menu: z.string().nullable(),
});

/** The language a person chose; null when they chose none or are not known. */
export async function findLocale(tx: Tx, telegramId: number): Promise<'id' | 'en' | null> {
  const row = await tx.account.findUnique({ where: { telegramId: BigInt(telegramId) }, select: { locale: true } });
  return accountRowSchema.shape.locale.parse(row?.locale ?? null);
}

/** Changes the person's row; what is not named stays. */
export async function updateAccount(tx: Tx, telegramId: number, change: AccountChange): Promise<void> {
  await tx.account.update({ where: { telegramId: BigInt(telegramId) }, data: change, select: { telegramId: true } });
}

/** Keeps which message is the person's screen. A transaction of its own. */
export async function saveScreenMessage(database: Database, telegramId: number, messageId: number): Promise<void> {
  await database.run({
    name: 'save-screen-message',
    text: 'update account set screen_message_id = $2 where telegram_id = $1',
    values: [telegramId, messageId],
  });
}

/** Keeps which command menu the person's chat has. A transaction of its own. */
export async function saveMenu(database: Database, telegramId: number, menu: string): Promise<void> {
  await database.run({
    name: 'save-menu',
    text: 'update account set menu = $2 where telegram_id = $1',
    values: [telegramId, menu],
  });
}

/** Keeps what the person's screen shows now, and for which update. */
export async function saveScreen(
  tx: Tx,
  telegramId: number,
  screen: { readonly lastUpdateId: number; readonly view: AccountView; readonly conversationId: number | null },
): Promise<void> {
  await tx.$executeRaw`
    update account set last_update_id = ${BigInt(screen.lastUpdateId)}, view = ${JSON.stringify(screen.view)}::jsonb, conversation_id = ${screen.conversationId}
    where telegram_id = ${BigInt(telegramId)}`;
}

interface AccountView {
  readonly name: string;
  readonly args: unknown;
}

export type AccountChange = Omit<Prisma.AccountUncheckedUpdateInput, 'telegramId'>;

/** A chat that belongs, or belonged, to somebody on the roster: where to send, and in which language. */
export interface Chat {
  readonly telegramId: number;
  /** Null until chosen. */
  readonly locale: 'id' | 'en' | null;
}

/** The chats of these employees that can be written to: joined and not blocked. Employees who have not joined are left out. */
export async function findChats(
  tx: Tx,
  employeeIds: readonly number[],
): Promise<readonly (Chat & { readonly employeeId: number })[]> {
  const rows = await tx.$queryRaw`
    select telegram_id as "telegramId", locale, employee_id as "employeeId" from account
    where employee_id = any(${[...employeeIds]}::int[]) and blocked_at is null and cut_off_at is null order by employee_id`;
  return z.array(chatSchema.extend({ employeeId: z.number() })).parse(rows);
}

/** The chats of everybody who is HR now, on the roster or by HR_TELEGRAM_IDS, that can be written to. */
export async function findHrChats(tx: Tx, hrTelegramIds: ReadonlySet<number>): Promise<readonly Chat[]> {
  const named = [...hrTelegramIds].map(BigInt);
  const rows = await tx.$queryRaw`
    select a.telegram_id as "telegramId", a.locale from account a left join employee e on e.id = a.employee_id
    where a.blocked_at is null and a.cut_off_at is null and (a.telegram_id = any(${named}::bigint[]) or (e.role = 'hr' and e.active)) order by a.telegram_id`;
  return z.array(chatSchema).parse(rows);
}

/**
 * Takes the employee away from every chat but the new one: an old chat shows nothing of theirs any more, has no open question, and is marked with the time. Its drafts
 * stay with it until `moveConversations`. Answers the chats that were cut off now.
 */
export async function cutOffOtherChats(
  tx: Tx,
  given: {
    readonly employeeId: number;
    readonly telegramId: number;
    readonly view: { readonly name: string; readonly args: unknown };
    readonly now: Date;
  },
): Promise<readonly (Chat & { readonly blocked: boolean })[]> {
  const rows = await tx.$queryRaw`
    update account set employee_id = null, cut_off_at = ${given.now}, conversation_id = null, view = ${JSON.stringify(given.view)}::jsonb
    where employee_id = ${given.employeeId} and telegram_id <> ${BigInt(given.telegramId)}
    returning telegram_id as "telegramId", locale, blocked_at is not null as blocked`;
  return z.array(chatSchema.extend({ blocked: z.boolean() })).parse(rows);
}

/** Puts another view on the screens of these employees, with no question open: what they showed is not theirs to see any more. */
export async function resetScreens(
  tx: Tx,
  employeeIds: readonly number[],
  view: { readonly name: string; readonly args: unknown },
): Promise<void> {
  await tx.$executeRaw`
    update account set conversation_id = null, view = ${JSON.stringify(view)}::jsonb where employee_id = any(${[...employeeIds]}::int[])`;
}

/** Chats that were this employee's once and were cut off, the latest first; those that are somebody's now are left out. */
export async function findFormerChats(tx: Tx, employeeId: number): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    select a.telegram_id as "telegramId" from account a
    where a.employee_id is null and a.cut_off_at is not null
      and exists (select from invitation i where i.used_by = a.telegram_id and i.employee_id = ${employeeId})
    order by a.cut_off_at desc`;
  return z
    .array(z.object({ telegramId: number }))
    .parse(rows)
    .map((row) => row.telegramId);
}

const chatSchema = z.object({ telegramId: number, locale: z.enum(['id', 'en']).nullable() });

/** Notes that Telegram says these people cannot be reached; who was known to be so keeps their time. */
export async function markBlocked(tx: Tx, telegramIds: readonly number[], now: Date): Promise<void> {
  if (telegramIds.length === 0) return;
  await tx.$executeRaw`
    update account set blocked_at = ${now} where telegram_id = any(${telegramIds.map(BigInt)}::bigint[]) and blocked_at is null`;
}
