/** Cells before anything is known about them. */
export type RawRows =
  | { readonly ok: true; readonly rows: readonly (readonly RawCell[])[] }
  | { readonly ok: false; readonly problem: TableProblem };

export interface RawCell {
  readonly text: string;
  /** Kept as a number by a spreadsheet. */
  readonly number: boolean;
}

/** Why a file cannot be read as a table at all. */
export type TableProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'too-large'; readonly most: number }
  | { readonly code: 'too-many-rows'; readonly most: number }
  | { readonly code: 'too-many-columns'; readonly most: number }
  /** The workbook format of Excel before 2007, or one locked with a password. */
  | { readonly code: 'old-excel' }
  /** Text in an older encoding, as Excel's "CSV (Comma delimited)" writes it. */
  | { readonly code: 'not-utf8' }
  | { readonly code: 'broken-excel' }
  | { readonly code: 'broken-csv'; readonly row: number }
  | { readonly code: 'not-a-table' };

/** Most rows below the header, most columns, and most bytes of a file that is read. */
export const tableLimits = { rows: 100_000, columns: 40, bytes: 20 * 1024 * 1024 } as const;
