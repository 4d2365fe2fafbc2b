import { checkRoster, type KnownRoster, type RosterPlan } from '../../domain/roster.ts';
import type { RosterProblem } from '../../domain/roster-problem.ts';
import type { Tx } from '../../storage/database.ts';
import { readKnownRoster } from '../../storage/roster.ts';
import type { TableProblem } from '../../table/raw-rows.ts';
import { readTable, type Table } from '../../table/read-table.ts';

/** What a roster file would do, or why it cannot be taken. Nothing is changed by reading. */
export type RosterReading =
  | { readonly kind: 'unreadable'; readonly problem: TableProblem }
  | { readonly kind: 'problems'; readonly problems: readonly RosterProblem[] }
  | { readonly kind: 'plan'; readonly plan: RosterPlan; readonly absent: Absent };

/** Who is active and not in the file. */
export interface Absent {
  /** Can be taken off the roster, if HR chooses to. */
  readonly dispensable: readonly AbsentPerson[];
  /** Stay in any case: somebody who stays reports to them, or they are the one who imports. */
  readonly needed: readonly AbsentPerson[];
}

export interface AbsentPerson {
  readonly nip: string;
  readonly name: string;
}

/** Reads and checks a whole roster file against itself and the database. `importerNip` is whom the import must not take off the roster. */
export async function readRoster(tx: Tx, bytes: Uint8Array, importerNip: string | null): Promise<RosterReading> {
  const read = await readTable(bytes);
  if (!read.ok) return { kind: 'unreadable', problem: read.problem };
  const known = await readKnownRoster(tx);
  const check = checkRoster(read.table, known);
  const problems = withLostDigits(read.table, check.ok ? [] : check.problems);
  if (!check.ok || problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'plan', plan: check.plan, absent: absentFrom(read.table, known, importerNip) };
}

/** A NIP that a spreadsheet kept as a number may look whole and yet be another person's; the check of texts cannot see that. */
function withLostDigits(table: Table, found: readonly RosterProblem[]): readonly RosterProblem[] {
  const header = table.header.map((name) => name.toLowerCase());
  const lost = (['nip', 'atasan_nip'] as const).flatMap((column) =>
    table.rows
      .filter(
        ({ row, lostDigits }) =>
          lostDigits.includes(header.indexOf(column)) &&
          !found.some((problem) => problem.row === row && 'column' in problem && problem.column === column),
      )
      .map(({ row, cells }): RosterProblem => {
        const value = cells[header.indexOf(column)] ?? '';
        return { code: 'nip-digits-lost', row, column, value };
      }),
  );
  return lost.length === 0 ? found : [...found, ...lost].toSorted((a, b) => a.row - b.row);
}

function absentFrom(table: Table, known: KnownRoster, importerNip: string | null): Absent {
  const header = table.header.map((name) => name.toLowerCase());
  const cellsOf = (column: string) => table.rows.map(({ cells }) => cells[header.indexOf(column)] ?? '');
  const inFile = new Set(cellsOf('nip'));
  const absent = [...known.employees.values()].filter(({ nip, active }) => active && !inFile.has(nip));
  const needed = new Set<string>();
  for (const nip of [...cellsOf('atasan_nip'), importerNip ?? '']) needUpwards(nip, known, inFile, needed);
  return {
    dispensable: absent.filter(({ nip }) => !needed.has(nip)),
    needed: absent.filter(({ nip }) => needed.has(nip)),
  };
}

/** Whoever is needed needs their own superior too, up to somebody who is in the file. */
function needUpwards(from: string, known: KnownRoster, inFile: ReadonlySet<string>, needed: Set<string>): void {
  let nip: string | null | undefined = from;
  while (nip && !inFile.has(nip) && !needed.has(nip)) {
    needed.add(nip);
    nip = known.employees.get(nip)?.supervisorNip;
  }
}
