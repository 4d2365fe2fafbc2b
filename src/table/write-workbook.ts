import writeWorkbookFile from 'write-excel-file/node';
import { guardFormula } from './write-csv.ts';

/** An XLSX workbook of one sheet in which every cell is text, so that an 18-digit NIP keeps its digits. Widths in characters. */
export async function writeWorkbook(
  sheet: string,
  columns: readonly { readonly title: string; readonly width: number }[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  const header = columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' as const, format: '@' }));
  const body = rows.map((cells) => cells.map((cell) => ({ value: guardFormula(cell), type: String, format: '@' })));
  return writeWorkbookFile([header, ...body], {
    sheet,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
}
