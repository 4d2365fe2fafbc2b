import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import type { Framework } from '../domain/framework.ts';
import { type Predicate, predicateSchema } from '../domain/predicate.ts';
import { type Score, scoreFromJson, scoreToJson } from '../domain/score-json.ts';
import { applyVariant } from '../domain/variant.ts';
import { extended, type Windows } from '../domain/windows.ts';
import type { Tx } from './database.ts';
import { findFrozenFramework } from './frozen-frameworks.ts';
import { Prisma } from './generated/client.ts';
import { type OpenedPeriodRow, periodRow } from './period.ts';

/** One employee in one period, with the period's frozen framework in the words of this person's sector, and this person's own windows. */
export interface AppraisalRow {
  readonly id: number;
  /** The variant of the framework that is applied in `period.framework`; null where it stands as it is. */
  readonly variant: string | null;
  readonly period: OpenedPeriodRow;
  readonly employee: AppraisedEmployee;
  readonly supervisor: { readonly id: number; readonly name: string } | null;
  readonly windows: Windows;
  readonly selfSubmittedAt: Date | null;
  readonly reviewedAt: Date | null;
  readonly proposedPredicate: Predicate | null;
  readonly predicate: Predicate | null;
  readonly predicateReason: string | null;
  readonly feedback: string | null;
  readonly score: Score | null;
  readonly releasedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  /** When retention took its words and files; null while they are there. */
  readonly wordsErasedAt: Date | null;
}

export interface AppraisedEmployee {
  readonly id: number;
  readonly name: string;
  readonly nip: string;
  readonly position: string;
  /** Jenjang of a functional position, as it was when the result was released; empty for others. */
  readonly grade: string;
  readonly unitPath: string;
  readonly unitId: number;
  /** Direct superior today; who assesses is `AppraisalRow.supervisor`. */
  readonly supervisorId: number | null;
}

export async function findAppraisal(tx: Tx, id: number): Promise<AppraisalRow | null> {
  const [row] = await readAppraisals(tx, Prisma.sql`where a.id = ${id}`);
  return row ?? null;
}

/** The same with its row locked, for whoever is about to change it. */
export async function lockAppraisal(tx: Tx, id: number): Promise<AppraisalRow | null> {
  await tx.$executeRaw`select 1 from appraisal where id = ${id} for update`;
  return findAppraisal(tx, id);
}

/** The employee's appraisal in the latest period that is open or closed; null when nothing is going on. */
export async function findCurrentAppraisal(tx: Tx, employeeId: number): Promise<AppraisalRow | null> {
  const [row] = await readAppraisals(
    tx,
    Prisma.sql`where a.employee_id = ${employeeId} and p.state in ('open', 'closed') order by p.ends_on desc limit 1`,
  );
  return row ?? null;
}

/** The employee's released appraisals, the latest first. */
export async function listReleasedAppraisals(tx: Tx, employeeId: number): Promise<readonly AppraisalRow[]> {
  return readAppraisals(
    tx,
    Prisma.sql`where a.employee_id = ${employeeId} and a.released_at is not null order by p.ends_on desc limit 20`,
  );
}

/** Reviewed appraisals of a period that are not released, by id after `after`, locked: an answer that is being sent comes first, and none after. Answers their ids. */
export async function lockReviewed(
  tx: Tx,
  periodId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    select id from appraisal
    where period_id = ${periodId} and id > ${page.after} and reviewed_at is not null and released_at is null
    order by id limit ${page.limit} for update`;
  return z
    .array(z.object({ id: z.number() }))
    .parse(rows)
    .map(({ id }) => id);
}

/** Those of these appraisals that at least `fewest` peers answered (all of them for 0), by id. */
export async function listAnswered(tx: Tx, ids: readonly number[], fewest: number): Promise<readonly AppraisalRow[]> {
  const wanted = fewest === 0 ? ids : await answeredByPeers(tx, ids, fewest);
  return readAppraisals(tx, Prisma.sql`where a.id = any(${[...wanted]}::int[]) order by a.id`);
}

async function answeredByPeers(tx: Tx, ids: readonly number[], fewest: number): Promise<readonly number[]> {
  const counts = await tx.assessment.groupBy({
    by: ['appraisalId'],
    where: { appraisalId: { in: [...ids] }, kind: 'peer' },
    _count: true,
  });
  return counts.filter(({ _count }) => _count >= fewest).map(({ appraisalId }) => appraisalId);
}

/** One line of a supervisor's list. */
export interface TeamMember {
  readonly appraisalId: number;
  readonly employeeId: number;
  readonly name: string;
  readonly selfSubmittedAt: Date | null;
  readonly reviewedAt: Date | null;
  readonly windows: Windows;
  readonly unitId: number;
}

/** Everybody this supervisor assesses in a period, by name. */
export async function listTeam(tx: Tx, supervisorId: number, periodId: number): Promise<readonly TeamMember[]> {
  const rows = await tx.appraisal.findMany({
    where: { supervisorId, periodId },
    select: {
      id: true,
      unitId: true,
      selfSubmittedAt: true,
      reviewedAt: true,
      selfClosesOn: true,
      reviewClosesOn: true,
      period: { omit: { framework: true } },
      employee: { select: { id: true, name: true } },
    },
    orderBy: [{ employee: { name: 'asc' } }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    appraisalId: row.id,
    employeeId: row.employee.id,
    name: row.employee.name,
    unitId: row.unitId,
    selfSubmittedAt: row.selfSubmittedAt,
    reviewedAt: row.reviewedAt,
    windows: ownWindows(periodRow(row.period).windows, row),
  }));
}

export async function markSelfSubmitted(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.$executeRaw`update appraisal set self_submitted_at = ${now} where id = ${id}`;
}

export interface Decision {
  readonly proposedPredicate: Predicate | null;
  readonly predicate: Predicate;
  readonly predicateReason: string | null;
  readonly feedback: string;
  readonly score: Score;
  readonly reviewedAt: Date;
}

/** Keeps what the supervisor decided beside what the rules proposed. */
export async function saveDecision(tx: Tx, id: number, { score, ...decision }: Decision): Promise<void> {
  await tx.appraisal.update({ where: { id }, data: { ...decision, score: scoreToJson(score) }, select: { id: true } });
}

export async function markAcknowledged(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.appraisal.update({ where: { id }, data: { acknowledgedAt: now }, select: { id: true } });
}

/** Appraisals with their people and period in one statement; `which` is its condition and order. Frameworks are read once a process. */
async function readAppraisals(tx: Tx, which: Prisma.Sql): Promise<readonly AppraisalRow[]> {
  const found = await tx.$queryRaw`
    select a.id, a.variant, a.self_submitted_at as "selfSubmittedAt", a.reviewed_at as "reviewedAt", a.proposed_predicate as "proposedPredicate", a.predicate,
      a.predicate_reason as "predicateReason", a.feedback, a.score, a.released_at as "releasedAt", a.acknowledged_at as "acknowledgedAt",
      a.self_closes_on as "selfClosesOn", a.review_closes_on as "reviewClosesOn", a.words_erased_at as "wordsErasedAt",
      e.id as "employeeId", e.name as "employeeName", e.nip, e.position, coalesce(a.grade, e.grade) as grade, e.supervisor_id as "superiorId", u.id as "unitId", u.path as "unitPath",
      s.id as "supervisorId", s.name as "supervisorName",
      p.id as "periodId", p.name as "periodName", p.starts_on as "startsOn", p.ends_on as "endsOn", p.state, p.framework_key as "frameworkKey",
      p.self_opens_on as "periodSelfOpensOn", p.self_closes_on as "periodSelfClosesOn", p.review_closes_on as "periodReviewClosesOn",
      p.released_at as "periodReleasedAt", p.settle_after as "settleAfter"
    from appraisal a join employee e on e.id = a.employee_id join unit u on u.id = a.unit_id join period p on p.id = a.period_id
      left join employee s on s.id = a.supervisor_id ${which}`;
  const rows: AppraisalRow[] = [];
  // One after the other: a transaction is one connection.
  for (const row of z.array(storedSchema).parse(found))
    rows.push(appraisalRow(row, await findFrozenFramework(tx, row.periodId)));
  return rows;
}

const storedSchema = z.object({
  id: z.number(),
  variant: z.string().nullable(),
  selfSubmittedAt: z.date().nullable(),
  reviewedAt: z.date().nullable(),
  proposedPredicate: predicateSchema.nullable(),
  predicate: predicateSchema.nullable(),
  predicateReason: z.string().nullable(),
  feedback: z.string().nullable(),
  score: z.unknown(),
  releasedAt: z.date().nullable(),
  acknowledgedAt: z.date().nullable(),
  selfClosesOn: z.date().nullable(),
  reviewClosesOn: z.date().nullable(),
  wordsErasedAt: z.date().nullable(),
  employeeId: z.number(),
  employeeName: z.string(),
  nip: z.string(),
  position: z.string(),
  grade: z.string(),
  superiorId: z.number().nullable(),
  unitId: z.number(),
  unitPath: z.string(),
  supervisorId: z.number().nullable(),
  supervisorName: z.string().nullable(),
  periodId: z.number(),
  periodName: z.string(),
  startsOn: z.date(),
  endsOn: z.date(),
  state: z.string(),
  frameworkKey: z.string(),
  periodSelfOpensOn: z.date(),
  periodSelfClosesOn: z.date(),
  periodReviewClosesOn: z.date(),
  periodReleasedAt: z.date().nullable(),
  settleAfter: z.number().nullable(),
});

function appraisalRow(row: z.output<typeof storedSchema>, framework: Framework): AppraisalRow {
  const { supervisorId, supervisorName } = row;
  const period = periodRow({
    id: row.periodId,
    name: row.periodName,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    state: row.state,
    frameworkKey: row.frameworkKey,
    selfOpensOn: row.periodSelfOpensOn,
    selfClosesOn: row.periodSelfClosesOn,
    reviewClosesOn: row.periodReviewClosesOn,
    releasedAt: row.periodReleasedAt,
    settleAfter: row.settleAfter,
  });
  return {
    id: row.id,
    variant: row.variant,
    period: { ...period, framework: applyVariant(framework, row.variant) },
    employee: {
      id: row.employeeId,
      name: row.employeeName,
      nip: row.nip,
      position: row.position,
      grade: row.grade,
      supervisorId: row.superiorId,
      unitId: row.unitId,
      unitPath: row.unitPath,
    },
    supervisor: supervisorId === null || supervisorName === null ? null : { id: supervisorId, name: supervisorName },
    windows: ownWindows(period.windows, row),
    selfSubmittedAt: row.selfSubmittedAt,
    reviewedAt: row.reviewedAt,
    proposedPredicate: row.proposedPredicate,
    predicate: row.predicate,
    predicateReason: row.predicateReason,
    feedback: row.feedback,
    score: row.score === null ? null : scoreFromJson(row.score),
    releasedAt: row.releasedAt,
    acknowledgedAt: row.acknowledgedAt,
    wordsErasedAt: row.wordsErasedAt,
  };
}

function ownWindows(
  windows: Windows,
  own: { readonly selfClosesOn: Date | null; readonly reviewClosesOn: Date | null },
): Windows {
  const asDate = (date: Date | null): CalendarDate | null => (date === null ? null : fromUtcMidnight(date));
  return extended(windows, { selfClosesOn: asDate(own.selfClosesOn), reviewClosesOn: asDate(own.reviewClosesOn) });
}
