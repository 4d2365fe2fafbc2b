import { z } from 'zod';
import { type CalendarDate, toUtcMidnight } from '../domain/calendar.ts';
import type { PeerCandidate } from '../domain/choose-peers.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { idsOf } from './ids-of.ts';

/** `asked`, `submitted`, `declined` (with a reason), `withdrawn` (the colleague left, or the answers were settled without this one). */
const requestStates = ['asked', 'submitted', 'declined', 'withdrawn'] as const;
export type PeerRequestState = (typeof requestStates)[number];

/** Why a colleague does not rate: a conflict of interest keeps the two apart in later periods too. */
export const declineReasons = ['conflict', 'cannot-judge'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/**
 * Colleagues who may be asked about an appraisal now: of the same unit or with the same supervisor, active, reachable, not asked about it before. Never the employee, the one
 * who assesses or assessed on behalf, the present superior, the employee's own staff, or whoever once declared a conflict of interest with this person.
 */
export async function findPeerCandidates(tx: Tx, appraisalId: number): Promise<readonly PeerCandidate[]> {
  const rows = await tx.$queryRaw`
    select candidate.id,
      (select count(*)::int from peer_request open where open.peer_id = candidate.id and open.state = 'asked') as "openRequests",
      exists (
        select from peer_request back join appraisal theirs on theirs.id = back.appraisal_id
        where back.peer_id = person.id and back.state in ('asked', 'submitted') and theirs.employee_id = candidate.id
      ) as "ratedByEmployee"
    from appraisal a join employee person on person.id = a.employee_id join lateral (select candidate.id ${candidates}) candidate on true
    where a.id = ${appraisalId}
    order by candidate.id`;
  return z.array(z.object({ id: z.number(), openRequests: z.number(), ratedByEmployee: z.boolean() })).parse(rows);
}

/** Who may be asked about the appraisal `a` of the employee `person`. */
const candidates = Prisma.sql`
  from employee candidate join account on account.employee_id = candidate.id and account.blocked_at is null and account.cut_off_at is null
  where candidate.active and candidate.id <> person.id
    and (candidate.unit_id = person.unit_id or candidate.supervisor_id in (person.supervisor_id, a.supervisor_id))
    and candidate.id is distinct from a.supervisor_id and candidate.id is distinct from person.supervisor_id
    and candidate.supervisor_id is distinct from person.id
    and not exists (select from assessment review where review.appraisal_id = a.id and review.kind = 'supervisor' and review.rater_id = candidate.id)
    and not exists (select from peer_request asked where asked.appraisal_id = a.id and asked.peer_id = candidate.id)
    and not exists (
      select from peer_request declined join appraisal earlier on earlier.id = declined.appraisal_id
      where declined.peer_id = candidate.id and earlier.employee_id = person.id and declined.state = 'declined'
        and declined.reason like ${`${'conflict' satisfies DeclineReason}%`}
    )`;

/** Asks these colleagues about an appraisal; whoever was asked before is left out. The asking, told on `toldOn`, is the first step of the reminders for `deadline`. Answers those asked now. */
export async function insertPeerRequests(
  tx: Tx,
  appraisalId: number,
  peerIds: readonly number[],
  { now, deadline, toldOn }: { readonly now: Date; readonly deadline: CalendarDate; readonly toldOn: CalendarDate },
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    insert into peer_request (appraisal_id, peer_id, state, asked_at, reminded_for, reminded_on)
    select ${appraisalId}, peer_id, 'asked', ${now}, ${deadline}::date, ${toldOn}::date from unnest(${[...peerIds]}::int[]) as given (peer_id)
    on conflict (appraisal_id, peer_id) do nothing returning peer_id as id`;
  return idsOf(rows);
}

/** Whether this colleague is asked about this appraisal, and where that stands; null when they never were. */
export async function findPeerRequest(tx: Tx, appraisalId: number, peerId: number): Promise<PeerRequestState | null> {
  const row = await tx.peerRequest.findUnique({
    where: { appraisalId_peerId: { appraisalId, peerId } },
    select: { state: true },
  });
  return row && z.enum(requestStates).parse(row.state);
}

/** How many requests of an appraisal stand where; for the system alone, no screen shows it. */
export async function countPeerRequests(
  tx: Tx,
  appraisalId: number,
): Promise<Readonly<Record<PeerRequestState, number>>> {
  const rows = await tx.peerRequest.groupBy({ by: ['state'], where: { appraisalId }, _count: true });
  const of = (state: PeerRequestState) => rows.find((row) => row.state === state)?._count ?? 0;
  return { asked: of('asked'), submitted: of('submitted'), declined: of('declined'), withdrawn: of('withdrawn') };
}

/** The appraisals a colleague is asked about now, in open periods, by the employee's name. */
export async function listOpenRequests(tx: Tx, peerId: number): Promise<readonly number[]> {
  const rows = await tx.peerRequest.findMany({
    where: { peerId, state: 'asked', appraisal: { releasedAt: null, period: { state: 'open' } } },
    select: { appraisalId: true },
    orderBy: [{ appraisal: { employee: { name: 'asc' } } }, { appraisalId: 'asc' }],
  });
  return rows.map(({ appraisalId }) => appraisalId);
}

/** Settles one colleague's request that is still open. `reason` only for HR's eyes. */
export async function settlePeerRequest(
  tx: Tx,
  request: { readonly appraisalId: number; readonly peerId: number },
  settled: { readonly state: Exclude<PeerRequestState, 'asked'>; readonly reason?: string; readonly now: Date },
): Promise<void> {
  await tx.peerRequest.updateMany({
    where: { ...request, state: 'asked' },
    data: { state: settled.state, reason: settled.reason ?? null, settledAt: settled.now },
  });
}

/** Ends what is still open about these appraisals; where the review is still due, peers are awaited as before if the period opens again. */
export async function withdrawRequests(tx: Tx, appraisalIds: readonly number[], now: Date): Promise<void> {
  await tx.$executeRaw`
    update peer_request set state = 'withdrawn', settled_at = ${now}
    where state = 'asked' and appraisal_id = any(${[...appraisalIds]}::int[])`;
}

/** Appraisals of open periods for which somebody is asked who left the roster, or who now assesses or leads the employee. */
export async function findWithUnfitPeers(tx: Tx): Promise<readonly number[]> {
  return idsOf(
    await tx.$queryRaw`
    select distinct a.id from peer_request
    join appraisal a on a.id = peer_request.appraisal_id join period p on p.id = a.period_id
    join employee person on person.id = a.employee_id join employee peer on peer.id = peer_request.peer_id
    where peer_request.state = 'asked' and p.state = 'open'
      and (not peer.active or peer.id = a.supervisor_id or peer.id = person.supervisor_id)
    order by a.id`,
  );
}

/** Takes back what was asked of those colleagues about one appraisal. */
export async function withdrawUnfitPeers(tx: Tx, appraisalId: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    update peer_request set state = 'withdrawn', settled_at = ${now}
    from appraisal a join employee person on person.id = a.employee_id, employee peer
    where peer_request.state = 'asked' and a.id = ${appraisalId} and peer_request.appraisal_id = a.id and peer.id = peer_request.peer_id
      and (not peer.active or peer.id = a.supervisor_id or peer.id = person.supervisor_id)`;
}

/**
 * Appraisals of open periods that have peers in their framework and never asked any, by id after `after`, at most `limit`: the self-assessment was sent, or closed before
 * `today`; and enough colleagues may be asked for their answers ever to count. Whether it really is the peers' turn is for the caller to see.
 */
export async function findWithoutPeers(
  tx: Tx,
  { today, after, limit }: { readonly today: CalendarDate; readonly after: number; readonly limit: number },
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    select a.id from appraisal a join period p on p.id = a.period_id join employee person on person.id = a.employee_id
    where a.id > ${after} and p.state = 'open' and person.active and a.released_at is null
      and p.framework -> 'groups' @> '[{"kind": "peer"}]'::jsonb
      and (a.self_submitted_at is not null or greatest(p.self_closes_on, a.self_closes_on) < ${toUtcMidnight(today)}::date)
      and not exists (select from peer_request asked where asked.appraisal_id = a.id)
      and (a.reviewed_at is not null or not exists (
        select from jsonb_array_elements_text(p.framework -> 'order') with ordinality as first (kind, place),
          jsonb_array_elements_text(p.framework -> 'order') with ordinality as then_ (kind, place)
        where first.kind = 'supervisor' and then_.kind = 'peer' and first.place < then_.place
      ))
      and (select count(*) ${candidates}) >=
        (select ("group" ->> 'minimum')::int from jsonb_array_elements(p.framework -> 'groups') as "group" where "group" ->> 'kind' = 'peer')
    order by a.id limit ${limit}`;
  return idsOf(rows);
}
