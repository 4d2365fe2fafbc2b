import { z } from 'zod';
import type { Tx } from './database.ts';

/** How far a period is, step by step, in people. Whoever left the roster unfinished is not counted: nothing is asked of them any more. */
export interface Completion {
  readonly people: number;
  readonly selfSubmitted: number;
  readonly reviewed: number;
  readonly released: number;
  readonly acknowledged: number;
  /** Nobody is named to assess them; HR names somebody. */
  readonly withoutSupervisor: number;
}

const countsSchema = z.object({
  people: z.number(),
  selfSubmitted: z.number(),
  reviewed: z.number(),
  released: z.number(),
  acknowledged: z.number(),
  withoutSupervisor: z.number(),
});

export async function findCompletion(tx: Tx, periodId: number): Promise<Completion> {
  const rows = await tx.$queryRaw`
    select count(*)::int as people, count(self_submitted_at)::int as "selfSubmitted", count(reviewed_at)::int as reviewed,
      count(released_at)::int as released, count(acknowledged_at)::int as acknowledged,
      count(*) filter (where appraisal.supervisor_id is null and reviewed_at is null)::int as "withoutSupervisor"
    from appraisal join employee on employee.id = appraisal.employee_id
    where period_id = ${periodId} and (employee.active or reviewed_at is not null)`;
  const [row] = z.array(countsSchema).parse(rows);
  if (!row) throw new Error('An aggregate returned no row.');
  return row;
}

export interface UnitCompletion {
  readonly path: string;
  readonly people: number;
  readonly selfSubmitted: number;
  readonly reviewed: number;
}

/** The same unit by unit, by path; one page of `size` from page 0, and how many units there are. */
export async function listUnitCompletion(
  tx: Tx,
  periodId: number,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly units: readonly UnitCompletion[]; readonly total: number }> {
  const rows = await tx.$queryRaw`
    with counted as (
      select unit.path, count(*)::int as people, count(self_submitted_at)::int as "selfSubmitted", count(reviewed_at)::int as reviewed
      from appraisal join unit on unit.id = appraisal.unit_id join employee on employee.id = appraisal.employee_id
      where period_id = ${periodId} and (employee.active or reviewed_at is not null)
      group by unit.path
    )
    select *, (select count(*)::int from counted) as total from counted order by path limit ${size} offset ${page * size}`;
  const units = z.array(unitSchema).parse(rows);
  return { units: units.map(({ total: _, ...unit }) => unit), total: units[0]?.total ?? 0 };
}

const unitSchema = z.object({
  path: z.string(),
  people: z.number(),
  selfSubmitted: z.number(),
  reviewed: z.number(),
  total: z.number(),
});

export interface UnfinishedPerson {
  readonly appraisalId: number;
  readonly name: string;
  /** Who assesses them; null when nobody is named. */
  readonly supervisor: string | null;
  readonly selfSubmitted: boolean;
}

/** Who has no review yet, by name, at most `most`. Those off the roster are left out. */
export async function listUnfinished(tx: Tx, periodId: number, most: number): Promise<readonly UnfinishedPerson[]> {
  const rows = await tx.appraisal.findMany({
    where: { periodId, reviewedAt: null, employee: { active: true } },
    select: {
      id: true,
      selfSubmittedAt: true,
      employee: { select: { name: true } },
      supervisor: { select: { name: true } },
    },
    orderBy: [{ employee: { name: 'asc' } }, { id: 'asc' }],
    take: most,
  });
  return rows.map((row) => ({
    appraisalId: row.id,
    name: row.employee.name,
    supervisor: row.supervisor?.name ?? null,
    selfSubmitted: row.selfSubmittedAt !== null,
  }));
}
