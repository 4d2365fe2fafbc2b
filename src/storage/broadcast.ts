import { z } from 'zod';
import { type Audience, audienceSchema } from '../domain/audience.ts';
import { type BroadcastButton, broadcastButtonSchema } from '../domain/broadcast-button.ts';
import { type Outgoing, type OutgoingFile, outgoingFileSchema } from '../telegram/outgoing.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** The message as HR wrote it: Telegram HTML, perhaps a file above it, perhaps a button that leads somewhere. */
export type BroadcastContent = Pick<Outgoing, 'html' | 'file'> & { readonly button?: BroadcastButton };
const contentSchema = z.object({
  html: z.string(),
  file: outgoingFileSchema.optional(),
  button: broadcastButtonSchema.optional(),
});

/** `preparing`: confirmed, its copies are being written. */
export type BroadcastState = 'preparing' | 'sending' | 'paused' | 'cancelled' | 'done';
const stateSchema = z.enum(['preparing', 'sending', 'paused', 'cancelled', 'done']);

export interface BroadcastRow {
  readonly id: number;
  readonly state: BroadcastState;
  readonly audience: Audience;
  /** Whoever confirmed it, and gets its progress message. */
  readonly createdBy: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** People it was for: with a chat, and without one when it was confirmed. */
  readonly recipients: number;
  readonly notJoined: number;
  readonly progressMessageId: number | null;
}

/** How many people an audience has now. `blocked` of the `joined` cannot be reached; `notJoined` have no chat. */
export interface Reach {
  readonly joined: number;
  readonly blocked: number;
  readonly notJoined: number;
}

export async function countReach(tx: Tx, audience: Audience): Promise<Reach> {
  const rows = await tx.$queryRaw`
    select count(account.telegram_id)::int as joined, count(account.blocked_at)::int as blocked, count(*) filter (where account.telegram_id is null)::int as "notJoined"
    from employee left join account on account.employee_id = employee.id and account.cut_off_at is null
    where ${belongsTo(audience)}`;
  const [row] = z.array(z.object({ joined: z.number(), blocked: z.number(), notJoined: z.number() })).parse(rows);
  if (!row) throw new Error('A count returned no row.');
  return row;
}

/** A broadcast that was confirmed. Its copies are written right after the commit, see `fillBroadcast`. */
export async function createBroadcast(
  tx: Tx,
  given: {
    readonly content: BroadcastContent;
    readonly audience: Audience;
    readonly reach: Reach;
    readonly createdBy: number;
    readonly now: Date;
  },
): Promise<BroadcastRow> {
  const row = await tx.broadcast.create({
    data: {
      content: given.content,
      audience: given.audience,
      state: 'preparing',
      createdBy: BigInt(given.createdBy),
      createdAt: given.now,
      notJoined: given.reach.notJoined,
      recipients: given.reach.joined,
    },
  });
  return broadcastRow(row);
}

/**
 * Writes the copies of one broadcast that is waiting for them: one for everybody of the audience who has a chat now, by one statement; they leave after the commit. Who has blocked the
 * bot gets none and is counted as blocked. A chat gets one copy of one broadcast, ever. False when none is waiting. A million take about twenty seconds, so this is not for the transaction
 * of somebody's update.
 */
export async function fillBroadcast(tx: Tx, now: Date): Promise<boolean> {
  const rows = await tx.$queryRaw`
    select id, audience from broadcast where state = 'preparing' order by id limit 1 for update skip locked`;
  const [waiting] = z.array(z.object({ id: z.number(), audience: audienceSchema })).parse(rows);
  if (!waiting) return false;
  const { id, audience } = waiting;
  const recipients = await tx.$executeRaw`
    insert into outbox (chat_id, kind, dedupe_key, broadcast_id, must_arrive, state, due_at)
    select account.telegram_id, 'broadcast', ${copyKeyPrefix(id)} || account.telegram_id, ${id}::int, false,
      case when account.blocked_at is null then 'queued' else 'blocked' end, ${now}
    from employee join account on account.employee_id = employee.id and account.cut_off_at is null
    where ${belongsTo(audience)}
    order by account.telegram_id`;
  await tx.$executeRaw`
    update broadcast set state = 'sending', recipients = ${recipients}, changed_at = clock_timestamp() where id = ${id}`;
  return true;
}

function copyKeyPrefix(broadcastId: number): string {
  return `broadcast:${broadcastId}:`;
}

/** A condition on `employee`: active and of the audience. */
function belongsTo(audience: Audience): Prisma.Sql {
  switch (audience.kind) {
    case 'all':
      return Prisma.sql`employee.active`;
    case 'unit':
      return Prisma.sql`employee.active and employee.unit_id in (
        select sub.id from unit sub, unit top where top.id = ${audience.unitId} and (sub.id = top.id or starts_with(sub.path, top.path || ' / ')))`;
    case 'role':
      return audience.role === 'supervisor'
        ? Prisma.sql`employee.active and (exists (select from employee staff where staff.supervisor_id = employee.id and staff.active)
            or exists (select from appraisal join period on period.id = appraisal.period_id where appraisal.supervisor_id = employee.id and period.state = 'open'))`
        : Prisma.sql`employee.active and employee.role = ${audience.role}`;
    case 'unfinished':
      return audience.task === 'self'
        ? Prisma.sql`employee.active and exists (select from appraisal join period on period.id = appraisal.period_id
            where appraisal.employee_id = employee.id and period.state = 'open' and appraisal.self_submitted_at is null)`
        : Prisma.sql`employee.active and exists (select from appraisal join period on period.id = appraisal.period_id
            where appraisal.supervisor_id = employee.id and period.state = 'open' and appraisal.reviewed_at is null)`;
    default:
      return audience satisfies never;
  }
}

export async function findBroadcast(tx: Tx, id: number): Promise<BroadcastRow | null> {
  const row = await tx.broadcast.findUnique({ where: { id } });
  return row && broadcastRow(row);
}

/** The latest broadcasts, newest first. */
export async function listBroadcasts(
  tx: Tx,
  page: { readonly skip: number; readonly take: number },
): Promise<readonly BroadcastRow[]> {
  const rows = await tx.broadcast.findMany({ orderBy: { id: 'desc' }, ...page });
  return rows.map(broadcastRow);
}

/** What the broadcast says. Throws when there is none with this id. */
export async function findBroadcastContent(tx: Tx, id: number): Promise<BroadcastContent> {
  const { content } = await tx.broadcast.findUniqueOrThrow({ where: { id }, select: { content: true } });
  return contentOf(content);
}

/** The button of a broadcast; null without one, or when there is no such broadcast. */
export async function findBroadcastButton(tx: Tx, id: number): Promise<BroadcastButton | null> {
  const row = await tx.broadcast.findUnique({ where: { id }, select: { content: true } });
  return (row && contentOf(row.content).button) ?? null;
}

function contentOf(stored: unknown): BroadcastContent {
  const { html, file, button } = contentSchema.parse(stored);
  return { html, ...(file && { file }), ...(button && { button }) };
}

/** Telegram has the broadcast's file now: it need not be uploaded again. */
export async function keepBroadcastFile(tx: Tx, id: number, file: OutgoingFile): Promise<void> {
  await tx.$executeRaw`update broadcast set content = jsonb_set(content, '{file}', ${JSON.stringify(file)}::jsonb) where id = ${id}`;
}

/** How many copies are in which state. */
export interface BroadcastCounts {
  readonly sent: number;
  readonly read: number;
  readonly queued: number;
  readonly underWay: number;
  readonly unknown: number;
  readonly blocked: number;
  readonly failed: number;
  readonly cancelled: number;
}

export async function countCopies(tx: Tx, id: number): Promise<BroadcastCounts> {
  const rows = await tx.$queryRaw`
    select state, count(*)::int as copies, count(read_at)::int as read from outbox where broadcast_id = ${id} group by state`;
  const counts = z.array(z.object({ state: z.string(), copies: z.number(), read: z.number() })).parse(rows);
  const of = (wanted: string) => counts.find(({ state }) => state === wanted)?.copies ?? 0;
  return {
    sent: of('sent'),
    read: counts.reduce((sum, { read }) => sum + read, 0),
    queued: of('queued'),
    underWay: of('sending'),
    unknown: of('unknown'),
    blocked: of('blocked'),
    failed: of('failed'),
    cancelled: of('cancelled'),
  };
}

/** Pauses, goes on with or cancels a broadcast: no copy leaves after the commit, but those under way at this moment arrive. False when it is over, or so already. */
export async function controlBroadcast(
  tx: Tx,
  id: number,
  verb: 'pause' | 'resume' | 'cancel',
  now: Date,
): Promise<boolean> {
  switch (verb) {
    case 'pause':
      return (await changeState(tx, id, ['sending'], 'paused')) === 1;
    case 'resume':
      return (await changeState(tx, id, ['paused'], 'sending')) === 1;
    case 'cancel':
      return (await changeState(tx, id, ['sending', 'paused'], 'cancelled', now)) === 1;
    default:
      return verb satisfies never;
  }
}

function changeState(
  tx: Tx,
  id: number,
  from: readonly BroadcastState[],
  to: BroadcastState,
  finishedAt: Date | null = null,
): Promise<number> {
  return tx.$executeRaw`
    update broadcast set state = ${to}, changed_at = clock_timestamp(), finished_at = ${finishedAt}::timestamptz
    where id = ${id} and state = any(${[...from]}::text[])`;
}

export type ReadMark = 'first' | 'again' | 'no-copy';

/** The recipient says they read their copy; counted once. One whose fate was unknown has evidently arrived. */
export async function markRead(tx: Tx, broadcastId: number, chatId: number, now: Date): Promise<ReadMark> {
  const rows = await tx.$queryRaw`
    with copy as (select id, read_at from outbox where dedupe_key = ${`${copyKeyPrefix(broadcastId)}${chatId}`} for update), marked as (
      update outbox set read_at = ${now}, state = case when outbox.state = 'unknown' then 'sent' else outbox.state end
      from copy where copy.id = outbox.id and copy.read_at is null
    )
    select read_at is null as first from copy`;
  const [row] = z.array(z.object({ first: z.boolean() })).parse(rows);
  if (!row) return 'no-copy';
  return row.first ? 'first' : 'again';
}

function broadcastRow(row: {
  readonly id: number;
  readonly state: string;
  readonly audience: unknown;
  readonly createdBy: bigint;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly recipients: number;
  readonly notJoined: number;
  readonly progressMessageId: number | null;
}): BroadcastRow {
  return {
    id: row.id,
    state: stateSchema.parse(row.state),
    audience: audienceSchema.parse(row.audience),
    createdBy: Number(row.createdBy),
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    recipients: row.recipients,
    notJoined: row.notJoined,
    progressMessageId: row.progressMessageId,
  };
}
