import { z } from 'zod';
import { type Outgoing, outgoingSchema } from '../telegram/outgoing.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { questionAgainKind } from './question-again.ts';

/** A message taken from the outbox by one process, to be sent now. */
export interface TakenMessage {
  readonly id: bigint;
  readonly chatId: number;
  readonly dueAt: Date;
  /** This try included; from 1. */
  readonly attempts: number;
  readonly mustArrive: boolean;
  /** The message itself, the broadcast it is a copy of, or the person's open question, where they did nothing since. */
  readonly what:
    | { readonly kind: 'notice'; readonly message: Outgoing }
    | { readonly kind: 'question'; readonly since: Date }
    | { readonly kind: 'copy'; readonly broadcastId: number; readonly locale: 'id' | 'en' | null };
}

/**
 * Takes up to `limit` messages that are due: notices first, oldest first, then copies of broadcasts that are not paused. Two messages to one chat are never taken together, nor
 * one to a chat in `resting` or under way elsewhere: they wait a second. Reminders whose time is over are left to `takeBackLate`. Whoever was cut off or blocked the bot is settled here and not sent to,
 * but for the notice of kind `cut-off` that says so.
 */
export async function takeDue(
  tx: Tx,
  options: {
    readonly now: Date;
    readonly limit: number;
    readonly instance: string;
    readonly resting: readonly number[];
  },
): Promise<readonly TakenMessage[]> {
  const { now, limit, instance } = options;
  const resting = options.resting.map(BigInt);
  const rows = await tx.$queryRaw`
    with notices as (
      select id, chat_id, 0 as turn, kind = 'cut-off' as farewell from outbox
      where state = 'queued' and broadcast_id is null and due_at <= ${now} and (until is null or until > ${now}) and (retry_at is null or retry_at <= clock_timestamp())
      order by due_at, id limit ${limit} for update skip locked
    ), copies as (
      select copy.id, copy.chat_id, 1 as turn, false as farewell
      from broadcast, lateral (
        select id, chat_id from outbox
        where state = 'queued' and broadcast_id is not null and broadcast_id = broadcast.id and (retry_at is null or retry_at <= clock_timestamp())
        order by id limit greatest(0, ${limit} - (select count(*) from notices)) for update skip locked
      ) copy
      where broadcast.state = 'sending'
      order by broadcast.id, copy.id limit greatest(0, ${limit} - (select count(*) from notices))
    ), placed as (
      select due.id, row_number() over (partition by due.chat_id order by due.turn, due.id) as place,
        due.chat_id = any(${resting}::bigint[]) or exists (select from outbox busy where busy.state = 'sending' and busy.chat_id = due.chat_id) as resting,
        account.locale, account.cut_off_at is not null and not due.farewell as cut_off, account.blocked_at is not null as blocked
      from (select * from notices union all select * from copies) due left join account on account.telegram_id = due.chat_id
    ), later as (
      update outbox set retry_at = clock_timestamp() + make_interval(secs => placed.place)
      from placed where placed.id = outbox.id and not placed.cut_off and not placed.blocked and (placed.place > 1 or placed.resting)
    ), settled as (
      update outbox set state = case when placed.cut_off then 'cancelled' else 'blocked' end, content = null, retry_at = null
      from placed where placed.id = outbox.id and (placed.cut_off or placed.blocked)
    ), taken as (
      update outbox set state = 'sending', taken_by = ${instance}, taken_at = clock_timestamp(), attempts = attempts + 1, retry_at = null
      from placed where placed.id = outbox.id and placed.place = 1 and not placed.resting and not placed.cut_off and not placed.blocked
      returning outbox.id, outbox.chat_id, outbox.due_at, outbox.attempts, outbox.must_arrive, outbox.kind, outbox.content, outbox.broadcast_id, placed.locale
    )
    select id, kind, chat_id as "chatId", due_at as "dueAt", attempts, must_arrive as "mustArrive", content, broadcast_id as "broadcastId", locale from taken`;
  const taken = z.array(takenRowSchema).parse(rows).map(takenMessage);
  // The database gives the updated rows in no order.
  taken.sort((a, b) => turnOf(a) - turnOf(b) || a.dueAt.getTime() - b.dueAt.getTime() || Number(a.id - b.id));
  return taken;
}

const takenRowSchema = z.object({
  id: z.bigint(),
  chatId: z.bigint().transform(Number),
  dueAt: z.date(),
  attempts: z.number(),
  mustArrive: z.boolean(),
  kind: z.string(),
  content: z.unknown(),
  broadcastId: z.number().nullable(),
  locale: z.enum(['id', 'en']).nullable(),
});

function takenMessage(row: z.infer<typeof takenRowSchema>): TakenMessage {
  const { content, broadcastId, locale, kind, ...rest } = row;
  if (broadcastId !== null) return { ...rest, what: { kind: 'copy', broadcastId, locale } };
  if (kind === questionAgainKind) return { ...rest, what: { kind: 'question', ...sinceSchema.parse(content) } };
  return { ...rest, what: { kind: 'notice', message: outgoingSchema.parse(content) } };
}

const sinceSchema = z.object({ since: z.coerce.date() });

function turnOf(message: TakenMessage): number {
  return message.what.kind === 'copy' ? 1 : 0;
}

/** What became of a message that was taken. */
export interface Settlement {
  readonly id: bigint;
  readonly state: 'sent' | 'blocked' | 'failed' | 'unknown' | 'queued' | 'cancelled';
  readonly messageId: number | null;
  /** Telegram's words, never the text of the message. */
  readonly error: string | null;
  /** When queued again: not before so many milliseconds from now. */
  readonly retryInMs: number | null;
  /** True when this try does not count, because nothing was tried or Telegram asked to wait. */
  readonly uncounted: boolean;
}

/**
 * Records what became of messages this process took, all in one statement; the words of those that are not sent again are erased. What another process has taken since is left to it.
 */
export async function recordSettlements(
  tx: Tx,
  settlements: readonly Settlement[],
  { now, instance }: { readonly now: Date; readonly instance: string },
): Promise<void> {
  if (settlements.length === 0) return;
  const column = <Value>(pick: (settlement: Settlement) => Value): Value[] => settlements.map(pick);
  await tx.$executeRaw`
    update outbox set
      state = given.state, message_id = given.message_id, error = given.error,
      sent_at = case when given.state = 'sent' then ${now}::timestamptz end,
      content = case when given.state = 'queued' then outbox.content end,
      retry_at = clock_timestamp() + make_interval(secs => given.retry_in_ms / 1000),
      attempts = outbox.attempts - given.uncounted
    from unnest(
      ${column(({ id }) => id)}::bigint[], ${column(({ state }) => state)}::text[], ${column(({ messageId }) => messageId)}::int[],
      ${column(({ error }) => error)}::text[], ${column(({ retryInMs }) => retryInMs)}::float8[], ${column(({ uncounted }) => (uncounted ? 1 : 0))}::int[]
    ) as given (id, state, message_id, error, retry_in_ms, uncounted)
    where outbox.id = given.id and outbox.taken_by = ${instance} and outbox.state in ('sending', 'unknown', 'queued')`;
}

/** Says that these messages are still being sent, so that nobody takes their process for dead. */
export async function renewTaken(tx: Tx, ids: readonly bigint[], instance: string): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    update outbox set taken_at = clock_timestamp() where id = any(${[...ids]}::bigint[]) and state = 'sending' and taken_by = ${instance}`;
}

/**
 * Gives up on processes that died while sending: what they took longer than `leaseMs` ago, or what `instance` took before it was started again. Nobody knows whether those messages
 * arrived: what must arrive is queued again, the rest stays `unknown`. Answers how many of each.
 */
export async function recoverTaken(
  tx: Tx,
  who: { readonly leaseMs: number } | { readonly instance: string },
): Promise<{ readonly queued: number; readonly unknown: number }> {
  const dead =
    'instance' in who
      ? Prisma.sql`taken_by = ${who.instance}`
      : Prisma.sql`taken_at < clock_timestamp() - make_interval(secs => ${who.leaseMs / 1000}::float8)`;
  const rows = await tx.$queryRaw`
    with dead as (select id from outbox where state = 'sending' and ${dead} for update skip locked), recovered as (
      update outbox set state = case when must_arrive then 'queued' else 'unknown' end, content = case when must_arrive then content end,
        error = 'the bot stopped while this was being sent'
      from dead where dead.id = outbox.id returning state
    )
    select count(*) filter (where state = 'queued')::int as queued, count(*) filter (where state = 'unknown')::int as unknown from recovered`;
  const [row] = z.array(z.object({ queued: z.number(), unknown: z.number() })).parse(rows);
  return row ?? { queued: 0, unknown: 0 };
}

/** Whether there is anything to be sent now, or (`later`) also what waits for its next try or has yet to be written. Copies of paused broadcasts do not count. */
export async function isDue(tx: Tx, now: Date, { later }: { readonly later: boolean }): Promise<boolean> {
  const ready = Prisma.sql`outbox.state = 'queued' and (${later} or outbox.retry_at is null or outbox.retry_at <= clock_timestamp())`;
  const rows = await tx.$queryRaw`
    select exists (select from outbox where ${ready} and outbox.broadcast_id is null and outbox.due_at <= ${now}
        and (outbox.until is null or outbox.until > ${now}))
      or exists (select from broadcast where broadcast.state = 'sending' and exists (
        select from outbox where ${ready} and outbox.broadcast_id = broadcast.id and outbox.broadcast_id is not null))
      or (${later} and exists (select from broadcast where state = 'preparing')) as due`;
  return z.array(z.object({ due: z.boolean() })).parse(rows)[0]?.due ?? false;
}
