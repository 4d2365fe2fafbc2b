import { z } from 'zod';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** Of an appraisal `a`: its rater declared a conflict of interest and waits for HR. */
export const conflictOpen = Prisma.sql`exists (
  select from conflict_declaration c where c.appraisal_id = a.id and c.rater_id = a.supervisor_id and c.state = 'open')`;

export const conflictStates = ['open', 'replaced', 'declined'] as const;
export type ConflictState = (typeof conflictStates)[number];

/** A rater's word that they should not assess somebody; nobody but HR and the rater reads the reason. */
export interface ConflictRow {
  readonly id: number;
  readonly appraisalId: number;
  readonly employee: { readonly id: number; readonly name: string };
  readonly rater: { readonly id: number; readonly name: string };
  readonly periodId: number;
  readonly period: string;
  /** Telegram HTML. */
  readonly reason: string;
  readonly state: ConflictState;
  /** HR's words, Telegram HTML; null while open and where somebody else assesses now. */
  readonly answer: string | null;
}

export async function insertConflict(
  tx: Tx,
  given: { readonly appraisalId: number; readonly raterId: number; readonly reason: string; readonly at: Date },
): Promise<number> {
  const { id } = await tx.conflictDeclaration.create({
    data: { ...given, state: 'open' satisfies ConflictState },
    select: { id: true },
  });
  return id;
}

export async function findConflict(tx: Tx, id: number): Promise<ConflictRow | null> {
  const [row] = await selectConflicts(tx, Prisma.sql`where c.id = ${id}`);
  return row?.conflict ?? null;
}

/** Whether this rater waits for HR's word about this appraisal. */
export async function hasOpenConflict(tx: Tx, appraisalId: number, raterId: number): Promise<boolean> {
  return (await tx.conflictDeclaration.count({ where: { appraisalId, raterId, state: 'open' } })) > 0;
}

/** The appraisals of a period about which this rater waits for HR's word. */
export async function listConflictsOf(tx: Tx, raterId: number, periodId: number): Promise<ReadonlySet<number>> {
  const rows = await tx.conflictDeclaration.findMany({
    where: { raterId, state: 'open', appraisal: { periodId } },
    select: { appraisalId: true },
  });
  return new Set(rows.map(({ appraisalId }) => appraisalId));
}

/** What waits for HR in a period, the oldest first; `without`: whose own are left out, about them or declared by them. One page of `size` from page 0. */
export async function listOpenConflicts(
  tx: Tx,
  periodId: number,
  { page, size, without }: { readonly page: number; readonly size: number; readonly without: number | null },
): Promise<{ readonly total: number; readonly conflicts: readonly ConflictRow[] }> {
  const rows = await selectConflicts(
    tx,
    Prisma.sql`where a.period_id = ${periodId} and c.state = 'open' and a.reviewed_at is null and c.rater_id = a.supervisor_id
      and a.employee_id is distinct from ${without}::int and c.rater_id is distinct from ${without}::int order by c.id limit ${size} offset ${page * size}`,
  );
  return { total: rows[0]?.total ?? 0, conflicts: rows.map(({ conflict }) => conflict) };
}

/** Ends an open declaration with HR's words; answers whether it was open. */
export async function declineConflict(tx: Tx, id: number, answer: string, now: Date): Promise<boolean> {
  const { count } = await tx.conflictDeclaration.updateMany({
    where: { id, state: 'open' },
    data: { state: 'declined' satisfies ConflictState, answer, settledAt: now },
  });
  return count > 0;
}

/** Somebody else assesses these now: what was declared about them is settled by that. */
export async function settleByReplacing(tx: Tx, appraisalIds: readonly number[], now: Date): Promise<void> {
  await tx.conflictDeclaration.updateMany({
    where: { appraisalId: { in: [...appraisalIds] }, state: 'open' },
    data: { state: 'replaced' satisfies ConflictState, settledAt: now },
  });
}

async function selectConflicts(
  tx: Tx,
  which: Prisma.Sql,
): Promise<readonly { readonly total: number; readonly conflict: ConflictRow }[]> {
  const rows = await tx.$queryRaw`
    select c.id, c.appraisal_id as "appraisalId", c.reason, c.state, c.answer, e.id as "employeeId", e.name as "employeeName",
      r.id as "raterId", r.name as "raterName", p.id as "periodId", p.name as period, (count(*) over ())::int as total
    from conflict_declaration c join appraisal a on a.id = c.appraisal_id join employee e on e.id = a.employee_id
      join employee r on r.id = c.rater_id join period p on p.id = a.period_id ${which}`;
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ total, employeeId, employeeName, raterId, raterName, ...row }) => ({
      total,
      conflict: { ...row, employee: { id: employeeId, name: employeeName }, rater: { id: raterId, name: raterName } },
    }));
}

const rowSchema = z.object({
  id: z.number(),
  appraisalId: z.number(),
  reason: z.string(),
  state: z.enum(conflictStates),
  answer: z.string().nullable(),
  employeeId: z.number(),
  employeeName: z.string(),
  raterId: z.number(),
  raterName: z.string(),
  periodId: z.number(),
  period: z.string(),
  total: z.number(),
});
