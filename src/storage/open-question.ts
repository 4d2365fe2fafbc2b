import { z } from 'zod';
import type { Database, Tx } from './database.ts';

/** A question that stands on somebody's screen. */
export interface OpenQuestionRow {
  readonly telegramId: number;
  readonly conversationId: number;
  readonly lastUpdateId: number | null;
  /** When the person last did something that changed their screen; null where that is longer ago than updates are remembered. */
  readonly touchedAt: Date | null;
  /** Null for HR without a row on the roster. */
  readonly unitId: number | null;
  /** On the roster, or HR by the settings; neither blocked nor cut off. */
  readonly reachable: boolean;
}

/** Questions on people's screens by the id of their conversation, those after one of them; served by the index on `account.conversation_id`. */
export async function listOpenQuestions(
  tx: Tx,
  options: { readonly after: number; readonly limit: number; readonly hrTelegramIds: ReadonlySet<number> },
): Promise<readonly OpenQuestionRow[]> {
  const hr = [...options.hrTelegramIds].map(BigInt);
  const rows = await tx.$queryRaw`
    with asked as (
      select * from account where conversation_id > ${options.after} order by conversation_id limit ${options.limit}
    )
    select a.telegram_id as "telegramId", a.conversation_id as "conversationId", a.last_update_id as "lastUpdateId", u.at as "touchedAt", e.unit_id as "unitId",
      a.blocked_at is null and a.cut_off_at is null and (coalesce(e.active, false) or a.telegram_id = any(${hr}::bigint[])) as reachable
    from asked a left join employee e on e.id = a.employee_id left join processed_update u on u.update_id = a.last_update_id
    order by a.conversation_id`;
  return z.array(rowSchema).parse(rows);
}

const number = z.number().or(z.bigint()).transform(Number);
const rowSchema = z.object({
  telegramId: number,
  conversationId: z.number(),
  lastUpdateId: number.nullable(),
  touchedAt: z.date().nullable(),
  unitId: z.number().nullable(),
  reachable: z.boolean(),
});

/** A question still open on somebody's screen who has done nothing since; null when they went on, or have none. */
export async function findUntouchedQuestion(
  tx: Tx,
  telegramId: number,
  since: Date,
): Promise<{
  readonly firstName: string;
  readonly conversationId: number;
  readonly lastUpdateId: number | null;
} | null> {
  const rows = await tx.$queryRaw`
    select a.first_name as "firstName", a.conversation_id as "conversationId", a.last_update_id as "lastUpdateId" from account a
    where a.telegram_id = ${BigInt(telegramId)} and a.conversation_id is not null
      and not exists (select from processed_update u where u.update_id = a.last_update_id and u.at > ${since})`;
  return z.array(untouchedSchema).parse(rows)[0] ?? null;
}

const untouchedSchema = z.object({
  firstName: z.string(),
  conversationId: z.number(),
  lastUpdateId: number.nullable(),
});

/**
 * Makes a message that shows the question again the person's screen, unless they did something meanwhile. Answers which message was the screen before; false when the
 * screen stays what it is. A transaction of its own.
 */
export async function moveScreen(
  database: Database,
  moved: {
    readonly telegramId: number;
    readonly conversationId: number;
    readonly lastUpdateId: number | null;
    readonly messageId: number;
  },
): Promise<{ readonly before: number | null } | false> {
  const rows = await database.client.$queryRaw`
    with present as (
      select telegram_id, screen_message_id from account
      where telegram_id = ${BigInt(moved.telegramId)} and conversation_id = ${moved.conversationId}
        and last_update_id is not distinct from ${moved.lastUpdateId === null ? null : BigInt(moved.lastUpdateId)}::bigint
      for no key update
    )
    update account set screen_message_id = ${moved.messageId} from present where account.telegram_id = present.telegram_id
    returning present.screen_message_id as before`;
  return z.array(z.object({ before: z.number().nullable() })).parse(rows)[0] ?? false;
}
