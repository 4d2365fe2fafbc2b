import { z } from 'zod';
import type { Tx } from './database.ts';
import { sectorTree } from './unit-sector.ts';

/**
 * Gives every active employee an appraisal in this period, with the unit and the superior of today as frozen unit and rater. A superior who is off the roster, or the employee
 * themselves, is no rater: it stays null and HR is told. The unit's sector becomes the appraisal's variant where the framework has it (`variants`, by key). Who has an appraisal
 * already keeps it. `only`: one employee instead of all. Answers how many are new. One statement.
 */
export async function openAppraisals(
  tx: Tx,
  periodId: number,
  variants: readonly string[],
  only: number | null = null,
): Promise<number> {
  return tx.$executeRaw`
    with recursive ${sectorTree}
    insert into appraisal (period_id, employee_id, supervisor_id, unit_id, variant)
    select ${periodId}, employee.id, supervisor.id, employee.unit_id,
      case when sector_tree.sector = any(${[...variants]}::text[]) then sector_tree.sector end
    from employee join sector_tree on sector_tree.id = employee.unit_id left join employee supervisor
      on supervisor.id = employee.supervisor_id and supervisor.active and supervisor.id <> employee.id
    where employee.active and (${only}::int is null or employee.id = ${only}::int) order by employee.id
    on conflict (period_id, employee_id) do nothing`;
}

/** What opening a period now would do. Names are the first in the order of the alphabet, at most `mostNames`. */
export interface OpeningPreview {
  readonly employees: number;
  readonly withoutSupervisor: NamedSome;
  readonly notJoined: NamedSome;
}

export interface NamedSome {
  readonly count: number;
  readonly names: readonly string[];
}

export async function previewOpening(tx: Tx, mostNames: number): Promise<OpeningPreview> {
  const rows = await tx.$queryRaw`
    with facts as (
      select employee.name, supervisor.id is null as alone,
        not exists (select from account where account.employee_id = employee.id and account.cut_off_at is null) as absent
      from employee left join employee supervisor
        on supervisor.id = employee.supervisor_id and supervisor.active and supervisor.id <> employee.id
      where employee.active
    )
    select count(*)::int as employees,
      count(*) filter (where alone)::int as alone, (array_agg(name order by name) filter (where alone))[1:${mostNames}] as "aloneNames",
      count(*) filter (where absent)::int as absent, (array_agg(name order by name) filter (where absent))[1:${mostNames}] as "absentNames"
    from facts`;
  const [row] = z.array(previewSchema).parse(rows);
  if (!row) throw new Error('An aggregate returned no row.');
  return {
    employees: row.employees,
    withoutSupervisor: { count: row.alone, names: row.aloneNames ?? [] },
    notJoined: { count: row.absent, names: row.absentNames ?? [] },
  };
}

const previewSchema = z.object({
  employees: z.number(),
  alone: z.number(),
  aloneNames: z.array(z.string()).nullable(),
  absent: z.number(),
  absentNames: z.array(z.string()).nullable(),
});
