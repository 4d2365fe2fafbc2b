import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { idsOf } from './ids-of.ts';
import { moved, reviewDeadline } from './reminder.ts';

/** A deadline of peers in an open period: the period's own, or (`moved`) one that HR gave single persons. */
export interface PeerDeadline {
  readonly periodId: number;
  readonly deadline: CalendarDate;
  readonly moved: boolean;
}

/** Every deadline of open periods by which somebody is asked as a peer. */
export async function listPeerDeadlines(tx: Tx): Promise<readonly PeerDeadline[]> {
  const rows = await tx.$queryRaw`
    select p.id as "periodId", greatest(p.review_closes_on, p.self_closes_on) as deadline, false as moved from period p where p.state = 'open'
    union all select distinct p.id, ${reviewDeadline}, true from appraisal a join period p on p.id = a.period_id where p.state = 'open' and ${moved}`;
  return z.array(z.object({ periodId: z.number(), deadline: dateSchema, moved: z.boolean() })).parse(rows);
}

/**
 * Peers who have to be reminded of a request with this deadline, at most `limit` in no order: reachable, in one of these units, with a request whose present step (reached on `stepOn`; null: none but
 * the asking itself) was not given. One pass over what is asked now.
 */
export async function findPeersToRemind(
  tx: Tx,
  { periodId, deadline, moved: isMoved, stepOn }: PeerDeadline & { readonly stepOn: CalendarDate | null },
  units: readonly number[],
  limit: number,
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    select distinct r.peer_id as id
    from peer_request r
    join appraisal a on a.id = r.appraisal_id
    join period p on p.id = a.period_id
    join employee person on person.id = a.employee_id and person.active
    join employee peer on peer.id = r.peer_id and peer.active and peer.unit_id = any(${[...units]}::int[])
    join account on account.employee_id = peer.id and account.blocked_at is null and account.cut_off_at is null
    where r.state = 'asked' and a.period_id = ${periodId} and p.state = 'open' and a.released_at is null
      and ${isMoved ? Prisma.sql`${moved} and ${reviewDeadline} = ${deadline}::date` : Prisma.sql`not ${moved}`}
      and (r.reminded_for is distinct from ${deadline}::date or r.reminded_on < ${stepOn}::date)
    limit ${limit}`;
  return idsOf(rows);
}

/** One open request of one peer. */
export interface PeerTask {
  readonly requestId: number;
  readonly recipientId: number;
  readonly telegramId: number;
  readonly locale: 'id' | 'en' | null;
  readonly unitId: number;
  readonly employee: string;
  readonly period: string;
  readonly deadline: CalendarDate;
  readonly askedAt: Date;
  /** The day of the last step given for this deadline, the asking included. */
  readonly last: CalendarDate | null;
}

/** Every open request of these peers, by peer, deadline and name. For a few hundred people at a time. */
export async function listPeerTasks(tx: Tx, peerIds: readonly number[]): Promise<readonly PeerTask[]> {
  const rows = await tx.$queryRaw`
    select r.id as "requestId", r.peer_id as "recipientId", account.telegram_id as "telegramId", account.locale, peer.unit_id as "unitId",
      person.name as employee, p.name as period, d.deadline, r.asked_at as "askedAt",
      case when r.reminded_for = d.deadline then r.reminded_on end as last
    from peer_request r
    join appraisal a on a.id = r.appraisal_id
    join period p on p.id = a.period_id
    cross join lateral (select ${reviewDeadline} as deadline) d
    join employee person on person.id = a.employee_id and person.active
    join employee peer on peer.id = r.peer_id and peer.active
    join account on account.employee_id = peer.id and account.blocked_at is null and account.cut_off_at is null
    where r.peer_id = any(${[...peerIds]}::int[]) and r.state = 'asked' and p.state = 'open' and a.released_at is null
    order by r.peer_id, d.deadline, person.name, r.id`;
  return z.array(taskSchema).parse(rows);
}

/** A request with the day of the step that is given now. */
export type GivenPeerStep = Pick<PeerTask, 'requestId' | 'deadline'> & { readonly stepOn: CalendarDate };

/** Notes the steps and answers the requests for which they were not given before: when two processes find the same request, one of them gets it. */
export async function notePeerSteps(tx: Tx, given: readonly GivenPeerStep[]): Promise<ReadonlySet<number>> {
  if (given.length === 0) return new Set();
  const rows = await tx.$queryRaw`
    update peer_request r set reminded_for = step.deadline, reminded_on = step.step_on
    from unnest(${given.map(({ requestId }) => requestId)}::int[], ${given.map(({ deadline }) => deadline)}::text[]::date[],
      ${given.map(({ stepOn }) => stepOn)}::text[]::date[]) as step (id, deadline, step_on)
    where r.id = step.id and r.state = 'asked' and (r.reminded_for is distinct from step.deadline or r.reminded_on < step.step_on)
    returning r.id`;
  return new Set(idsOf(rows));
}

/** How many appraisals of a period wait for peers: all that HR sees of them. */
export async function countWaitingForPeers(tx: Tx, periodId: number): Promise<number> {
  const rows = await tx.$queryRaw`
    select count(distinct a.id)::int as count
    from peer_request r join appraisal a on a.id = r.appraisal_id join employee person on person.id = a.employee_id and person.active
    where r.state = 'asked' and a.period_id = ${periodId} and a.released_at is null`;
  return z.tuple([z.object({ count: z.number() })]).parse(rows)[0].count;
}

const dateSchema = z.date().transform(fromUtcMidnight);
const taskSchema = z.object({
  requestId: z.number(),
  recipientId: z.number(),
  telegramId: z.bigint().transform(Number),
  locale: z.enum(['id', 'en']).nullable(),
  unitId: z.number(),
  employee: z.string(),
  period: z.string(),
  deadline: dateSchema,
  askedAt: z.date(),
  last: dateSchema.nullable(),
});
