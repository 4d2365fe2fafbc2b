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
  const row = await tx.employee.findUnique({ where: { id }, select: employeeSelect });
  return row && employeeRow(row);
}

/** Whether anybody reports to this employee, in the roster or in a period that is not released. */
export async function hasStaff(tx: Tx, employeeId: number): Promise<boolean> {
  const inRoster = await tx.employee.findFirst({
    where: { supervisorId: employeeId, active: true },
    select: { id: true },
  });
  if (inRoster) return true;
  const inPeriod = await tx.appraisal.findFirst({
    where: { supervisorId: employeeId, period: { state: { in: ['open', 'closed'] } } },
    select: { id: true },
  });
  return inPeriod !== null;
}

const employeeSelect = {
  id: true,
  nip: true,
  name: true,
  position: true,
  grade: true,
  role: true,
  active: true,
  supervisorId: true,
  unitId: true,
  unit: { select: { path: true } },
} as const;

function employeeRow(row: Omit<EmployeeRow, 'unitPath'> & { readonly unit: { readonly path: string } }): EmployeeRow {
  const { unit, ...rest } = row;
  return { ...rest, unitPath: unit.path };
}
