import { z } from 'zod';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

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

/** Whether somebody reports to an employee whose id `is` says, as in `= e.id`: in the roster, or in a period that is not released. */
export function leads(is: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(exists (select from employee s where s.supervisor_id ${is} and s.active)
    or exists (select from appraisal r join period p on p.id = r.period_id where r.supervisor_id ${is} and p.state in ('open', 'closed')))`;
}

/** Whether anybody reports to one of these employees. */
export async function haveStaff(tx: Tx, employeeIds: readonly number[]): Promise<boolean> {
  if (employeeIds.length === 0) return false;
  const rows = await tx.$queryRaw`select ${leads(Prisma.sql`= any(${[...employeeIds]}::int[])`)} as has`;
  return z.array(z.object({ has: z.boolean() })).parse(rows)[0]?.has ?? false;
}
