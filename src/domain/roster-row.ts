import { readNip } from './nip.ts';
import type { RosterCellProblem, RosterColumn } from './roster-problem.ts';
import { readUnitPath } from './unit-path.ts';
import { readZone, type Zone } from './zone.ts';

export type EmployeeRole = 'employee' | 'hr';

/** One row as it was understood. What could not be read is null here and a problem beside. */
export interface RosterRow {
  readonly row: number;
  readonly nip: string | null;
  readonly name: string;
  readonly unit: string | null;
  readonly position: string;
  readonly grade: string;
  /** Null also when the cell is empty: someone at the top. */
  readonly supervisorNip: string | null;
  readonly role: EmployeeRole;
  /** Null when the row says nothing about it. */
  readonly zone: Zone | null;
}

export type CellOf = (column: RosterColumn) => string;

/** Reads one row by itself; what needs the other rows is `roster.ts`. */
export function readRosterRow(row: number, cellOf: CellOf): { row: RosterRow; problems: RosterCellProblem[] } {
  const problems: RosterCellProblem[] = [];
  const text = (column: RosterColumn) => tidy(cellOf(column));
  const nipIn = (column: 'nip' | 'atasan_nip') => {
    const value = cellOf(column).normalize('NFC').trim();
    if (value === '') return null;
    const reading = readNip(value);
    if ('nip' in reading) return reading.nip;
    problems.push({ row, column, value, ...named(reading) });
    return null;
  };
  const limited = (column: RosterColumn, limit: number) => {
    const value = text(column);
    if (value.length > limit) problems.push({ row, column, code: 'too-long', length: value.length, limit });
    return value;
  };

  for (const column of ['nip', 'nama', 'unit'] as const)
    if (text(column) === '') problems.push({ row, column, code: 'missing' });
  const nip = nipIn('nip');
  const supervisorNip = nipIn('atasan_nip');
  const path = limited('unit', 500);
  const unit = path === '' ? null : readUnitPath(path);
  if (path !== '' && unit === null) problems.push({ row, column: 'unit', code: 'unit-malformed', value: path });
  const role = roleNames.get(text('peran').toLowerCase());
  if (role === undefined) problems.push({ row, column: 'peran', code: 'role-unknown', value: text('peran') });
  const zone = readZone(text('zona'));
  if (zone === null && text('zona') !== '')
    problems.push({ row, column: 'zona', code: 'zone-unknown', value: text('zona') });
  return {
    row: {
      row,
      nip,
      name: limited('nama', 200),
      unit,
      position: limited('jabatan', 200),
      grade: limited('jenjang', 100),
      supervisorNip,
      role: role ?? 'employee',
      zone,
    },
    problems,
  };
}

/** One way of writing a name: composed letters, single spaces, nothing invisible at the ends. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim();
}

const roleNames: ReadonlyMap<string, EmployeeRole> = new Map([
  ['', 'employee'],
  ['pegawai', 'employee'],
  ['hr', 'hr'],
]);

function named(reading: Exclude<ReturnType<typeof readNip>, { nip: string }>) {
  return reading.fault === 'nip-length'
    ? ({ code: reading.fault, digits: reading.digits } as const)
    : ({ code: reading.fault } as const);
}
