import { z } from 'zod';
import type { KnownEmployee, KnownRoster, RosterEmployee, RosterPlan } from '../domain/roster.ts';
import type { RosterUnit } from '../domain/roster-unit.ts';
import { unitNames } from '../domain/unit-path.ts';
import { zoneSchema } from '../domain/zone.ts';
import type { Tx } from './database.ts';

/** Makes other imports wait until this transaction ends, so that a plan is carried out on the roster it was made for. */
export async function lockRoster(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('roster'))`;
}

/** The whole roster as it is now, to compare a file with. */
export async function readKnownRoster(tx: Tx): Promise<KnownRoster> {
  const employees = z.array(knownEmployeeSchema).parse(
    await tx.$queryRaw`
      select e.nip, e.name, u.path as unit, e.position, e.grade, s.nip as "supervisorNip", e.role, e.active
      from employee e join unit u on u.id = e.unit_id left join employee s on s.id = e.supervisor_id order by e.nip`,
  );
  const units = z.array(knownUnitSchema).parse(await tx.$queryRaw`select path, time_zone as zone from unit`);
  return {
    employees: new Map(employees.map((employee): [string, KnownEmployee] => [employee.nip, employee])),
    units: new Map(units.map(({ path, zone }) => [path, zone])),
  };
}

const knownEmployeeSchema = z.object({
  nip: z.string(),
  name: z.string(),
  unit: z.string(),
  position: z.string(),
  grade: z.string(),
  supervisorNip: z.string().nullable(),
  role: z.enum(['employee', 'hr']),
  active: z.boolean(),
});
const knownUnitSchema = z.object({ path: z.string(), zone: zoneSchema.nullable() });

/** Carries out an import: units, people and who reports to whom; one statement for each, whatever their number. */
export async function applyRosterPlan(tx: Tx, plan: RosterPlan, now: Date): Promise<void> {
  await saveUnits(tx, plan.units);
  await saveEmployees(tx, [...plan.create, ...plan.update.map(({ employee }) => employee)], now);
}

/** Level by level, because a unit needs the id of the one above it. */
async function saveUnits(tx: Tx, units: readonly RosterUnit[]): Promise<void> {
  const changed = units.filter((unit) => unit.change === 'zone');
  if (changed.length > 0)
    await tx.$executeRaw`
      update unit set time_zone = one.zone from unnest(${changed.map(({ path }) => path)}::text[], ${changed.map(({ zone }) => zone)}::text[]) as one (path, zone)
      where unit.path = one.path`;
  const levels = new Map<number, RosterUnit[]>();
  for (const unit of units.filter(({ change }) => change === 'create')) {
    const level = unitNames(unit.path).length;
    levels.set(level, [...(levels.get(level) ?? []), unit]);
  }
  for (const [, level] of [...levels].toSorted(([a], [b]) => a - b))
    await tx.$executeRaw`
      insert into unit (name, path, parent_id, time_zone)
      select one.name, one.path, above.id, one.zone
      from unnest(${level.map(({ name }) => name)}::text[], ${level.map(({ path }) => path)}::text[], ${level.map(({ parent }) => parent)}::text[],
        ${level.map(({ zone }) => zone)}::text[]) as one (name, path, parent, zone)
      left join unit above on above.path = one.parent`;
}

async function saveEmployees(tx: Tx, employees: readonly RosterEmployee[], now: Date): Promise<void> {
  if (employees.length === 0) return;
  const column = (of: (employee: RosterEmployee) => string | null) => employees.map(of);
  const nips = column(({ nip }) => nip);
  await tx.$executeRaw`
    insert into employee (nip, name, unit_id, position, grade, role, active, created_at, updated_at)
    select one.nip, one.name, u.id, one.position, one.grade, one.role, true, ${now}, ${now}
    from unnest(${nips}::text[], ${column(({ name }) => name)}::text[], ${column(({ unit }) => unit)}::text[], ${column(({ position }) => position)}::text[],
      ${column(({ grade }) => grade)}::text[], ${column(({ role }) => role)}::text[]) as one (nip, name, unit, position, grade, role)
    join unit u on u.path = one.unit
    on conflict (nip) do update set name = excluded.name, unit_id = excluded.unit_id, position = excluded.position, grade = excluded.grade,
      role = excluded.role, active = true, updated_at = excluded.updated_at`;
  await tx.$executeRaw`
    update employee set supervisor_id = above.id
    from unnest(${nips}::text[], ${column(({ supervisorNip }) => supervisorNip)}::text[]) as one (nip, above_nip) left join employee above on above.nip = one.above_nip
    where employee.nip = one.nip and employee.supervisor_id is distinct from above.id`;
}
