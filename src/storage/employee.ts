import { z } from 'zod';
import type { Tx } from './database.ts';

/** A civil servant with their unit, as most of the product needs them. */
export interface EmployeeRow {
  readonly id: number;
  readonly nip: string;
  readonly name: string;
  readonly position: string;
  readonly grade: string;
  readonly role: string;
  readonly active: boolean;
  readonly supervisorId: number | null;
  readonly unitId: number;
  readonly unitPath: string;
}

/** The employee with this id, active or not; null when there is none. */
export async function findEmployee(tx: Tx, id: number): Promise<EmployeeRow | null> {
  const rows = await tx.$queryRaw`
    select e.id, e.nip, e.name, e.position, e.grade, e.role, e.active, e.supervisor_id as "supervisorId", e.unit_id as "unitId", u.path as "unitPath"
    from employee e join unit u on u.id = e.unit_id where e.id = ${id}`;
  return z.array(employeeSchema).parse(rows)[0] ?? null;
}

export const employeeSchema = z.object({
  id: z.number(),
  nip: z.string(),
  name: z.string(),
  position: z.string(),
  grade: z.string(),
  role: z.string(),
  active: z.boolean(),
  supervisorId: z.number().nullable(),
  unitId: z.number(),
  unitPath: z.string(),
});

/** Whether anybody reports to this employee, in the roster or in a period that is not released. */
export async function hasStaff(tx: Tx, employeeId: number): Promise<boolean> {
  const rows = await tx.$queryRaw`
    select exists (select from employee where supervisor_id = ${employeeId} and active)
      or exists (select from appraisal a join period p on p.id = a.period_id where a.supervisor_id = ${employeeId} and p.state in ('open', 'closed')) as has`;
  return z.array(z.object({ has: z.boolean() })).parse(rows)[0]?.has ?? false;
}
