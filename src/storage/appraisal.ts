import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import { parseFramework } from '../domain/framework.ts';
import { type Predicate, predicateSchema } from '../domain/predicate.ts';
import { type Score, scoreFromJson, scoreToJson } from '../domain/score-json.ts';
import { applyVariant } from '../domain/variant.ts';
import { extended, type Windows } from '../domain/windows.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';
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
  readonly unitPath: string;
  readonly unitId: number;
  /** Direct superior today; who assesses is `AppraisalRow.supervisor`. */
  readonly supervisorId: number | null;
}

export async function findAppraisal(tx: Tx, id: number): Promise<AppraisalRow | null> {
  const row = await tx.appraisal.findUnique({ where: { id }, include: appraisalInclude });
  return row && appraisalRow(row);
}

/** The same with its row locked, for whoever is about to change it. */
export async function lockAppraisal(tx: Tx, id: number): Promise<AppraisalRow | null> {
  await tx.$executeRaw`select 1 from appraisal where id = ${id} for update`;
  return findAppraisal(tx, id);
}

/** The employee's appraisal in the latest period that is open or closed; null when nothing is going on. */
export async function findCurrentAppraisal(tx: Tx, employeeId: number): Promise<AppraisalRow | null> {
  const row = await tx.appraisal.findFirst({
    where: { employeeId, period: { state: { in: ['open', 'closed'] } } },
    include: appraisalInclude,
    orderBy: { period: { endsOn: 'desc' } },
  });
  return row && appraisalRow(row);
}

/** The employee's released appraisals, the latest first. */
export async function listReleasedAppraisals(tx: Tx, employeeId: number): Promise<readonly AppraisalRow[]> {
  const rows = await tx.appraisal.findMany({
    where: { employeeId, releasedAt: { not: null } },
    include: appraisalInclude,
    orderBy: { period: { endsOn: 'desc' } },
    take: 20,
  });
  return rows.map(appraisalRow);
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

/** Those of these appraisals that at least `fewest` peers answered (all of them for 0), by id. The period's framework is read once for all. */
export async function listAnswered(
  tx: Tx,
  period: OpenedPeriodRow,
  ids: readonly number[],
  fewest: number,
): Promise<readonly AppraisalRow[]> {
  const rows = await tx.appraisal.findMany({
    where: { id: { in: fewest === 0 ? [...ids] : [...(await answeredByPeers(tx, ids, fewest))] } },
    include: peopleInclude,
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => appraisalIn(period, row));
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
  await tx.appraisal.update({ where: { id }, data: { selfSubmittedAt: now }, select: { id: true } });
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

const peopleInclude = {
  employee: { select: { id: true, name: true, nip: true, position: true, supervisorId: true } },
  supervisor: { select: { id: true, name: true } },
  unit: { select: { id: true, path: true } },
} as const;
const appraisalInclude = { ...peopleInclude, period: true } as const;

type StoredAppraisal = Prisma.AppraisalGetPayload<{ include: typeof appraisalInclude }>;

function appraisalRow(row: StoredAppraisal): AppraisalRow {
  const { framework, ...period } = row.period;
  return appraisalIn({ ...periodRow(period), framework: parseFramework(framework) }, row);
}

function appraisalIn(opened: OpenedPeriodRow, row: Omit<StoredAppraisal, 'period'>): AppraisalRow {
  return {
    id: row.id,
    variant: row.variant,
    period: { ...opened, framework: applyVariant(opened.framework, row.variant) },
    employee: { ...row.employee, unitPath: row.unit.path, unitId: row.unit.id },
    supervisor: row.supervisor,
    windows: ownWindows(opened.windows, row),
    selfSubmittedAt: row.selfSubmittedAt,
    reviewedAt: row.reviewedAt,
    proposedPredicate: predicateSchema.nullable().parse(row.proposedPredicate),
    predicate: predicateSchema.nullable().parse(row.predicate),
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
