import { cyclesIn } from './cycles.ts';
import { beginsWithDate } from './nip.ts';
import { type RosterTable, readRosterHeader } from './roster-header.ts';
import type { RosterProblem, RosterWarning } from './roster-problem.ts';
import { type EmployeeRole, type RosterRow, readRosterRow } from './roster-row.ts';
import { type RosterUnit, unitsOf, zoneConflicts } from './roster-unit.ts';
import type { Zone } from './zone.ts';

/** An employee as the roster states them. */
export interface RosterEmployee {
  readonly nip: string;
  readonly name: string;
  /** Path with ` / `. */
  readonly unit: string;
  readonly position: string;
  readonly grade: string;
  readonly supervisorNip: string | null;
  readonly role: EmployeeRole;
}

export interface KnownEmployee extends RosterEmployee {
  readonly active: boolean;
}

export type ChangedField = Exclude<keyof KnownEmployee, 'nip'>;

/** What is there before the import. */
export interface KnownRoster {
  /** By NIP. */
  readonly employees: ReadonlyMap<string, KnownEmployee>;
  /** Zone by path; null where the unit takes its parent's. */
  readonly units: ReadonlyMap<string, Zone | null>;
}

/** What an import would do. Nobody is removed: whoever is not in the file stays as they are. */
export interface RosterPlan {
  readonly create: readonly RosterEmployee[];
  readonly update: readonly { readonly employee: RosterEmployee; readonly changed: readonly ChangedField[] }[];
  /** Rows that say what is known already. */
  readonly unchanged: number;
  /** Every unit of the file with those above it, parents first, only where something is new or different. */
  readonly units: readonly RosterUnit[];
  readonly warnings: readonly RosterWarning[];
}

export type RosterCheck =
  | { readonly ok: true; readonly plan: RosterPlan }
  | { readonly ok: false; readonly problems: readonly RosterProblem[] };

/**
 * Checks a whole roster file against itself and what is known. Either there is a plan for all of it, or every problem is named with its
 * row, in the file's order; nothing in between. Time grows linearly with the rows.
 */
export function checkRoster(table: RosterTable, known: KnownRoster): RosterCheck {
  const header = readRosterHeader(table);
  if (!header.ok) return header;
  const problems: RosterProblem[] = [];
  const rows: RosterRow[] = [];
  for (const { row, cells } of table.rows) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (cells.length > table.header.length)
      problems.push({ code: 'too-many-cells', row, cells: cells.length, columns: table.header.length });
    const read = readRosterRow(row, (column) => cells[header.at[column]] ?? '');
    rows.push(read.row);
    problems.push(...read.problems);
  }
  if (rows.length === 0) return { ok: false, problems: [{ code: 'file-empty', row: table.headerRow }] };
  const byNip = firstByNip(rows);
  // Spread into a list, not into arguments: a file in which everything is wrong would overflow the stack.
  const found = [
    ...problems,
    ...duplicates(rows, byNip),
    ...superiors(rows, byNip, known),
    ...cycles(byNip, known),
    ...zoneConflicts(rows),
  ];
  return found.length > 0 ? { ok: false, problems: inFileOrder(found) } : { ok: true, plan: planOf(rows, known) };
}

function firstByNip(rows: readonly RosterRow[]): Map<string, RosterRow> {
  const byNip = new Map<string, RosterRow>();
  for (const row of rows) if (row.nip !== null && !byNip.has(row.nip)) byNip.set(row.nip, row);
  return byNip;
}

function duplicates(rows: readonly RosterRow[], byNip: ReadonlyMap<string, RosterRow>): RosterProblem[] {
  return rows.flatMap(({ row, nip }): RosterProblem[] => {
    const first = nip === null ? undefined : byNip.get(nip);
    if (nip === null || first === undefined || first.row === row) return [];
    return [{ code: 'nip-twice', row, column: 'nip', value: nip, firstRow: first.row }];
  });
}

function superiors(
  rows: readonly RosterRow[],
  byNip: ReadonlyMap<string, RosterRow>,
  known: KnownRoster,
): RosterProblem[] {
  return rows.flatMap(({ row, nip, supervisorNip: value }): RosterProblem[] => {
    if (value === null) return [];
    if (value === nip) return [{ code: 'superior-self', row, column: 'atasan_nip', value }];
    if (byNip.has(value)) return [];
    const person = known.employees.get(value);
    if (person === undefined) return [{ code: 'superior-unknown', row, column: 'atasan_nip', value }];
    return person.active ? [] : [{ code: 'superior-inactive', row, column: 'atasan_nip', value }];
  });
}

/** Cycles in the org tree as it would be: the file's word where it has one, else what is known. */
function cycles(byNip: ReadonlyMap<string, RosterRow>, known: KnownRoster): RosterProblem[] {
  const superiorOf = (nip: string) => {
    const row = byNip.get(nip);
    const superior = row === undefined ? (known.employees.get(nip)?.supervisorNip ?? null) : row.supervisorNip;
    return superior === nip ? null : superior;
  };
  return cyclesIn(byNip.keys(), superiorOf).flatMap((members): RosterProblem[] => {
    const rows = members.flatMap((nip) => byNip.get(nip)?.row ?? []);
    // A cycle that no row takes part in was there before; the file is not to blame for it.
    return rows.length === 0 ? [] : [{ code: 'superior-cycle', row: Math.min(...rows), column: 'atasan_nip', members }];
  });
}

function planOf(rows: readonly RosterRow[], known: KnownRoster): RosterPlan {
  const create: RosterEmployee[] = [];
  const update: { employee: RosterEmployee; changed: ChangedField[] }[] = [];
  const warnings: RosterWarning[] = [];
  for (const { row, nip, unit, zone: _, ...rest } of rows) {
    if (nip === null || unit === null) throw new Error(`Row ${row} has no NIP or unit and was taken as right`);
    const employee = { nip, unit, ...rest };
    const before = known.employees.get(nip);
    if (before === undefined) create.push(employee);
    else {
      const changed = compared.filter((field) =>
        field === 'active' ? !before.active : before[field] !== employee[field],
      );
      if (changed.length > 0) update.push({ employee, changed });
    }
    if (!beginsWithDate(nip)) warnings.push({ code: 'nip-birth-date', row, column: 'nip', value: nip });
  }
  return {
    create,
    update,
    unchanged: rows.length - create.length - update.length,
    units: unitsOf(rows, known.units),
    warnings,
  };
}

/** `active` changes when someone who was taken off the roster is in the file again. */
const compared = [
  'name',
  'unit',
  'position',
  'grade',
  'supervisorNip',
  'role',
  'active',
] as const satisfies readonly ChangedField[];

function inFileOrder(problems: readonly RosterProblem[]): RosterProblem[] {
  return [...problems].sort((a, b) => a.row - b.row);
}
