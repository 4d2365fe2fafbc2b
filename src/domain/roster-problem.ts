/** The header of a roster file, in the order of its template. */
export const rosterColumns = ['nip', 'nama', 'unit', 'jabatan', 'jenjang', 'atasan_nip', 'peran', 'zona'] as const;

export type RosterColumn = (typeof rosterColumns)[number];

/** What is wrong in a roster file; `row` is the file's own row number, `value` what is written there. The code is also the key of its words. */
export type RosterProblem =
  | { readonly code: 'file-empty'; readonly row: number }
  | { readonly code: 'column-missing'; readonly row: number; readonly column: RosterColumn }
  | { readonly code: 'column-unknown'; readonly row: number; readonly column: string }
  | { readonly code: 'column-twice'; readonly row: number; readonly column: RosterColumn }
  /** More cells than the header has columns: usually a separator inside an unquoted text. */
  | { readonly code: 'too-many-cells'; readonly row: number; readonly cells: number; readonly columns: number }
  | RosterCellProblem;

export type RosterCellProblem = { readonly row: number; readonly column: RosterColumn } & (
  | { readonly code: 'missing' }
  | { readonly code: 'too-long'; readonly length: number; readonly limit: number }
  /** Would be a right NIP without the spaces. */
  | { readonly code: 'nip-spaces'; readonly value: string }
  /** A spreadsheet made a number of it, as `1,98E+17`; its last digits are gone. */
  | { readonly code: 'nip-scientific'; readonly value: string }
  /** 18 digits that end in 000, which no NIP does: a spreadsheet kept only 15 of them. */
  | { readonly code: 'nip-digits-lost'; readonly value: string }
  | { readonly code: 'nip-length'; readonly value: string; readonly digits: number }
  | { readonly code: 'nip-not-digits'; readonly value: string }
  | { readonly code: 'nip-twice'; readonly value: string; readonly firstRow: number }
  | { readonly code: 'superior-unknown'; readonly value: string }
  /** Known, but off the roster and not in this file. */
  | { readonly code: 'superior-inactive'; readonly value: string }
  | { readonly code: 'superior-self'; readonly value: string }
  /** Each is the superior of the one before; the first is the superior of the last. */
  | { readonly code: 'superior-cycle'; readonly members: readonly string[] }
  /** An empty name between two ` / `, or at an end. */
  | { readonly code: 'unit-malformed'; readonly value: string }
  | { readonly code: 'role-unknown'; readonly value: string }
  | { readonly code: 'zone-unknown'; readonly value: string }
  | {
      readonly code: 'zone-conflict';
      readonly value: string;
      readonly unit: string;
      readonly firstRow: number;
      readonly firstValue: string;
    }
);

/** Odd, but no reason to refuse: the first eight digits of the NIP are no date of birth. */
export interface RosterWarning {
  readonly code: 'nip-birth-date';
  readonly row: number;
  readonly column: 'nip';
  readonly value: string;
}
