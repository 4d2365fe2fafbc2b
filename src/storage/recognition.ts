import { z } from 'zod';
import { type Attachment, attachmentSchema } from '../dialogue/attachment.ts';
import {
  type Consent,
  consentSchema,
  type RecognitionKind,
  type RecognitionState,
  recognitionKindSchema,
  recognitionStateSchema,
} from '../domain/recognition.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { idsOf } from './ids-of.ts';

/** A nomination and what became of it. Title, reason and the decision's reason are Telegram HTML as their writers sent them. */
export interface RecognitionRow {
  readonly id: number;
  readonly employee: { readonly id: number; readonly name: string; readonly unitPath: string };
  readonly nominator: { readonly id: number; readonly name: string };
  readonly period: { readonly id: number; readonly name: string } | null;
  readonly kind: RecognitionKind;
  readonly title: string;
  readonly reason: string;
  readonly evidence: RecognitionEvidence;
  readonly state: RecognitionState;
  readonly decisionReason: string | null;
  /** Null before it was accepted. */
  readonly consent: Consent | null;
  readonly announcedAt: Date | null;
  readonly createdAt: Date;
}

export interface RecognitionEvidence {
  readonly comment: string | null;
  readonly items: readonly Attachment[];
}

export async function createRecognition(
  tx: Tx,
  given: {
    readonly employeeId: number;
    readonly nominatedBy: number;
    readonly periodId: number | null;
    readonly kind: RecognitionKind;
    readonly title: string;
    readonly reason: string;
    readonly evidence: RecognitionEvidence;
    readonly createdAt: Date;
  },
): Promise<number> {
  const evidence = { comment: given.evidence.comment, items: [...given.evidence.items] };
  const row = await tx.recognition.create({ data: { ...given, evidence, state: 'proposed' }, select: { id: true } });
  return row.id;
}

export async function findRecognition(tx: Tx, id: number): Promise<RecognitionRow | null> {
  const rows = await tx.$queryRaw`${selectRow} where r.id = ${id}`;
  return z.array(rowSchema).parse(rows)[0] ?? null;
}

/** The same with its row locked, for whoever is about to change it. */
export async function lockRecognition(tx: Tx, id: number): Promise<RecognitionRow | null> {
  await tx.$executeRaw`select 1 from recognition where id = ${id} for update`;
  return findRecognition(tx, id);
}

/** Nominations one person sent since an instant: the guard against floods. */
export async function countNominatedSince(tx: Tx, nominatedBy: number, since: Date): Promise<number> {
  return tx.recognition.count({ where: { nominatedBy, createdAt: { gte: since } } });
}

/** How many wait for HR. */
export async function countProposed(tx: Tx): Promise<number> {
  return tx.recognition.count({ where: { state: 'proposed' } });
}

/** How many there are in each state. */
export async function countRecognitions(tx: Tx): Promise<Readonly<Record<RecognitionState, number>>> {
  const rows = await tx.recognition.groupBy({ by: ['state'], _count: { _all: true } });
  const of = (state: RecognitionState) => rows.find((row) => row.state === state)?._count._all ?? 0;
  return {
    proposed: of('proposed'),
    accepted: of('accepted'),
    declined: of('declined'),
    withdrawn: of('withdrawn'),
  };
}

/** One page of those in a state for HR, from page 0: what waits with the oldest first, the rest with the latest first. */
export async function listRecognitions(
  tx: Tx,
  { state, page, size }: { readonly state: RecognitionState; readonly page: number; readonly size: number },
): Promise<readonly RecognitionRow[]> {
  const order = state === 'proposed' ? Prisma.sql`r.id` : Prisma.sql`r.id desc`;
  const rows = await tx.$queryRaw`
    ${selectRow} where r.state = ${state} order by ${order} limit ${size} offset ${page * size}`;
  return z.array(rowSchema).parse(rows);
}

/** What this employee may see of their own: what was accepted for them, and whatever they nominated; the latest first, with the number of all. */
export async function listOwnRecognitions(
  tx: Tx,
  employeeId: number,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly recognitions: readonly RecognitionRow[] }> {
  const own = Prisma.sql`((r.employee_id = ${employeeId} and r.state = 'accepted') or r.nominated_by = ${employeeId})`;
  const counted = await tx.$queryRaw`select count(*)::int as total from recognition r where ${own}`;
  const rows = await tx.$queryRaw`${selectRow} where ${own} order by r.id desc limit ${size} offset ${page * size}`;
  return {
    total: z.array(z.object({ total: z.number() })).parse(counted)[0]?.total ?? 0,
    recognitions: z.array(rowSchema).parse(rows),
  };
}

/** Accepted ones whose nominee has not yet said whether they may be announced. */
export async function countAwaitingConsent(tx: Tx, employeeId: number): Promise<number> {
  return tx.recognition.count({ where: { employeeId, consent: 'asked' } });
}

/** Ends a nomination; an accepted one asks for consent. Callers hold its lock. */
export async function saveRecognitionDecision(
  tx: Tx,
  id: number,
  decision: {
    readonly state: 'accepted' | 'declined';
    readonly decisionReason: string | null;
    readonly decidedAt: Date;
  },
): Promise<void> {
  const consent: Consent | null = decision.state === 'accepted' ? 'asked' : null;
  await tx.recognition.update({ where: { id }, data: { ...decision, consent }, select: { id: true } });
}

export async function withdrawRecognition(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.recognition.update({ where: { id }, data: { state: 'withdrawn', decidedAt: now }, select: { id: true } });
}

export async function saveConsent(tx: Tx, id: number, consent: Consent, now: Date): Promise<void> {
  await tx.recognition.update({ where: { id }, data: { consent, consentAt: now }, select: { id: true } });
}

/** Notes that it was announced; false, and nothing changes, where consent is not there (any more) or it was announced before. */
export async function markAnnounced(tx: Tx, id: number, now: Date): Promise<boolean> {
  const changed = await tx.recognition.updateMany({
    where: { id, state: 'accepted', consent: 'given', announcedAt: null },
    data: { announcedAt: now },
  });
  return changed.count > 0;
}

/**
 * The title of the innovation that counts for an employee in a period, the first that was accepted; null without one. One that was registered while no period was open
 * counts for the period in whose days that was, as days go in `zone`.
 */
export async function findInnovation(
  tx: Tx,
  employeeId: number,
  periodId: number,
  zone: string,
): Promise<string | null> {
  const rows = await tx.$queryRaw`
    select r.title from recognition r join period p on p.id = ${periodId}
    where r.employee_id = ${employeeId} and r.kind = 'innovation' and r.state = 'accepted' and ${countsFor(zone)}
    order by r.decided_at, r.id limit 1`;
  return z.array(z.object({ title: z.string() })).parse(rows)[0]?.title ?? null;
}

/** Ids of the nominee's appraisals this one counts for, of whatever state, oldest first. */
export async function listAppraisalsFor(tx: Tx, recognitionId: number, zone: string): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    select a.id from recognition r join appraisal a on a.employee_id = r.employee_id join period p on p.id = a.period_id
    where r.id = ${recognitionId} and ${countsFor(zone)} order by a.id`;
  return idsOf(rows);
}

/** Of a row `r` of recognition: it counts for the period `p`. */
function countsFor(zone: string): Prisma.Sql {
  return Prisma.sql`(r.period_id = p.id or (r.period_id is null and (r.created_at at time zone ${zone})::date between p.starts_on and p.ends_on))`;
}

/** Somebody whose work plan was beaten and whom nobody has nominated for it yet. */
export interface BeatenTarget {
  readonly appraisalId: number;
  readonly name: string;
}

/**
 * Whom this supervisor reviewed with more than 100 % of the plan achieved, in periods not released or released since an instant; whoever the supervisor nominated for that
 * period is left out. By name.
 */
export async function listBeatenTargets(tx: Tx, supervisorId: number, since: Date): Promise<readonly BeatenTarget[]> {
  const rows = await tx.$queryRaw`
    select a.id as "appraisalId", e.name
    from appraisal a join period p on p.id = a.period_id join employee e on e.id = a.employee_id and e.active
    where a.supervisor_id = ${supervisorId} and a.reviewed_at is not null and a.score is not null
      and (a.released_at is null or a.released_at >= ${since})
      and exists (
        select from jsonb_array_elements(a.score -> 'indicators') i
        where split_part(i ->> 'planPercent', '/', 1)::numeric > 100 * split_part(i ->> 'planPercent', '/', 2)::numeric
      )
      and not exists (
        select from recognition r
        where r.employee_id = e.id and r.period_id = p.id and r.kind = 'award' and r.nominated_by = ${supervisorId} and r.state <> 'withdrawn'
      )
    order by e.name, a.id limit 100`;
  return z.array(z.object({ appraisalId: z.number(), name: z.string() })).parse(rows);
}

const selectRow = Prisma.sql`
  select r.id, r.kind, r.title, r.reason, r.evidence, r.state, r.decision_reason as "decisionReason", r.consent,
    r.announced_at as "announcedAt", r.created_at as "createdAt",
    jsonb_build_object('id', e.id, 'name', e.name, 'unitPath', u.path) as employee,
    jsonb_build_object('id', n.id, 'name', n.name) as nominator,
    case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as period
  from recognition r join employee e on e.id = r.employee_id join unit u on u.id = e.unit_id
  join employee n on n.id = r.nominated_by left join period p on p.id = r.period_id`;

const namedSchema = z.object({ id: z.number(), name: z.string() });
const rowSchema = z.object({
  id: z.number(),
  employee: namedSchema.extend({ unitPath: z.string() }),
  nominator: namedSchema,
  period: namedSchema.nullable(),
  kind: recognitionKindSchema,
  title: z.string(),
  reason: z.string(),
  evidence: z.object({ comment: z.string().nullable(), items: z.array(attachmentSchema) }),
  state: recognitionStateSchema,
  decisionReason: z.string().nullable(),
  consent: consentSchema.nullable(),
  announcedAt: z.date().nullable(),
  createdAt: z.date(),
});
