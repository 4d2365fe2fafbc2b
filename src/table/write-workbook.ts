import { guardFormula } from './write-csv.ts';

/** A text, which no spreadsheet takes for a formula, or a number, with which it can count; null is an empty cell. */
export type Cell = string | number | null;

/** One sheet of a workbook. Widths in characters; a name of at most 31. */
export interface WorkbookSheet {
  readonly sheet: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** An XLSX workbook of one sheet in which every cell is text, so that an 18-digit NIP keeps its digits. Widths in characters. */
export async function writeWorkbook(
  sheet: string,
  columns: WorkbookSheet['columns'],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  return writeSheets([{ sheet, columns, rows }]);
}

/** A workbook of several sheets. */
export async function writeSheets(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const { default: writeWorkbookFile } = await import('write-excel-file/node');
  return writeWorkbookFile(
    sheets.map(({ sheet, columns, rows }) => {
      const header = columns.map(({ title }) => ({
        value: title,
        type: String,
        fontWeight: 'bold' as const,
        format: '@',
      }));
      return {
        sheet,
        data: [header, ...rows.map((cells) => cells.map(cellOf))],
        columns: columns.map(({ width }) => ({ width })),
        stickyRowsCount: 1,
      };
    }),
  ).toBuffer();
}

function cellOf(cell: Cell) {
  if (cell === null) return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : textCell(cell);
}

/** A spreadsheet takes 32,767 characters in a cell. */
function textCell(cell: string) {
  return { value: guardFormula(cell).slice(0, 32_000), type: String, format: '@' };
}
