import { z } from 'zod';
import type { Tx } from './database.ts';
import { toConfirm } from './proposal.ts';

/** How far a period is, step by step, in people. Whoever left the roster unfinished is not counted: nothing is asked of them any more. */
export interface Completion {
  readonly people: number;
  readonly selfSubmitted: number;
  readonly reviewed: number;
  readonly released: number;
  readonly acknowledged: number;
  /** Nobody is named to assess them, or who was left the roster; HR names somebody. */
  readonly withoutSupervisor: number;
  /** Reviewed, but the supervisor has to decide again since peers were heard; not released before that. */
  readonly toConfirm: number;
}

const countsSchema = z.object({
  people: z.number(),
  selfSubmitted: z.number(),
  reviewed: z.number(),
  released: z.number(),
  acknowledged: z.number(),
  withoutSupervisor: z.number(),
  toConfirm: z.number(),
});

export async function findCompletion(tx: Tx, periodId: number): Promise<Completion> {
  const rows = await tx.$queryRaw`
    select count(*)::int as people, count(self_submitted_at)::int as "selfSubmitted", count(reviewed_at)::int as reviewed,
      count(released_at)::int as released, count(acknowledged_at)::int as acknowledged,
      count(*) filter (where (rater.id is null or not rater.active) and (reviewed_at is null or ${toConfirm}))::int as "withoutSupervisor",
      count(*) filter (where ${toConfirm})::int as "toConfirm"
    from appraisal join employee on employee.id = appraisal.employee_id left join employee rater on rater.id = appraisal.supervisor_id
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
  /** The review is there; the supervisor has to decide again. */
  readonly toConfirm: boolean;
}

/** Whose result cannot be released yet, by name, at most `most`: no review, or one to decide again. Those off the roster without a review are left out. */
export async function listUnfinished(tx: Tx, periodId: number, most: number): Promise<readonly UnfinishedPerson[]> {
  const rows = await tx.$queryRaw`
    select appraisal.id as "appraisalId", employee.name, supervisor.name as supervisor,
      self_submitted_at is not null as "selfSubmitted", ${toConfirm} as "toConfirm"
    from appraisal join employee on employee.id = appraisal.employee_id
    left join employee supervisor on supervisor.id = appraisal.supervisor_id
    where period_id = ${periodId} and ((reviewed_at is null and employee.active) or ${toConfirm})
    order by employee.name, appraisal.id limit ${most}`;
  return z.array(unfinishedSchema).parse(rows);
}

const unfinishedSchema = z.object({
  appraisalId: z.number(),
  name: z.string(),
  supervisor: z.string().nullable(),
  selfSubmitted: z.boolean(),
  toConfirm: z.boolean(),
});
