import { type RosterColumn, type RosterProblem, rosterColumns } from './roster-problem.ts';
import { tidy } from './roster-row.ts';

/** A roster file, already split: cells in the header's order, rows with the file's own numbers, the header's row first. */
export interface RosterTable {
  readonly headerRow: number;
  readonly header: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** Where each column stands, or everything that is wrong with the header. Case, spaces at the ends and a BOM do not matter. */
export function readRosterHeader({
  header,
  headerRow: row,
}: Pick<RosterTable, 'header' | 'headerRow'>):
  | { readonly ok: true; readonly at: Readonly<Record<RosterColumn, number>> }
  | { readonly ok: false; readonly problems: readonly RosterProblem[] } {
  const names = header.map((name) => tidy(name).toLowerCase());
  if (names.every((name) => name === '')) return { ok: false, problems: [{ code: 'file-empty', row }] };
  const problems: RosterProblem[] = names.flatMap((name, at): RosterProblem[] => {
    const column = rosterColumns.find((one) => one === name);
    if (column === undefined) return [{ code: 'column-unknown', row, column: name }];
    return names.indexOf(name) < at ? [{ code: 'column-twice', row, column }] : [];
  });
  const at = { nip: -1, nama: -1, unit: -1, jabatan: -1, jenjang: -1, atasan_nip: -1, peran: -1, zona: -1 };
  for (const column of rosterColumns) {
    at[column] = names.indexOf(column);
    if (at[column] === -1) problems.push({ code: 'column-missing', row, column });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, at };
}
