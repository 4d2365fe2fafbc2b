import { replaceUnfit } from '../replace-unfit.ts';
import { decodeText } from './decode-text.ts';
import { parseCsv } from './parse-csv.ts';
import { parseWorkbook } from './parse-workbook.ts';
import { type RawCell, type RawRows, type TableProblem, tableLimits } from './raw-rows.ts';

/** A table as it stands in a file: every cell as text, trimmed. */
export interface Table {
  /** As a spreadsheet numbers it, from 1. */
  readonly headerRow: number;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** As a spreadsheet numbers it. Empty rows are left out but counted. */
  readonly row: number;
  /** As many cells as the header has. */
  readonly cells: readonly string[];
  /** Columns (from 0) where a spreadsheet kept a long number as a number: the digits after the fifteenth are lost. */
  readonly lostDigits: readonly number[];
}

export type ReadTable =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly problem: TableProblem };

/**
 * Reads a table from a CSV file (comma, semicolon or tab; UTF-8 or UTF-16; any line ends) or an XLSX workbook (its first sheet with something in it). What the file
 * is, is told from its bytes, never from its name. The same bytes are read once, however often they are asked for.
 */
export function readTable(bytes: Uint8Array): Promise<ReadTable> {
  const known = alreadyRead.get(bytes);
  if (known !== undefined) return known;
  const reading = read(bytes);
  alreadyRead.set(bytes, reading);
  return reading;
}

const alreadyRead = new WeakMap<Uint8Array, Promise<ReadTable>>();

async function read(bytes: Uint8Array): Promise<ReadTable> {
  if (bytes.length === 0) return refused({ code: 'empty' });
  if (bytes.length > tableLimits.bytes) return refused({ code: 'too-large', most: tableLimits.bytes });
  const raw = await readRows(bytes);
  return raw.ok ? shape(raw.rows) : raw;
}

async function readRows(bytes: Uint8Array): Promise<RawRows> {
  if (startsWith(bytes, [0x50, 0x4b])) return parseWorkbook(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refused({ code: 'old-excel' });
  const decoded = decodeText(bytes);
  if (!decoded.ok) return refused({ code: decoded.why });
  return parseCsv(decoded.text);
}

function shape(rows: readonly (readonly RawCell[])[]): ReadTable {
  const top = rows.findIndex((row) => !isBlank(row));
  const header = rows[top];
  if (!header) return refused({ code: 'empty' });
  const width = widthOf(header);
  if (width > tableLimits.columns) return refused({ code: 'too-many-columns', most: tableLimits.columns });
  const body = rows.flatMap((row, index) => (index > top && !isBlank(row) ? [tableRow(row, index + 1, width)] : []));
  if (body.length > tableLimits.rows) return refused({ code: 'too-many-rows', most: tableLimits.rows });
  return {
    ok: true,
    table: { headerRow: top + 1, header: header.slice(0, width).map(({ text }) => tidy(text)), rows: body },
  };
}

/** A row that is longer than the header keeps its last cells: a separator inside a name must be seen, not cut off. */
function tableRow(row: readonly RawCell[], number: number, width: number): TableRow {
  const length = Math.max(width, widthOf(row));
  const cells = Array.from({ length }, (_, column) => tidy(row[column]?.text ?? ''));
  return {
    row: number,
    cells,
    lostDigits: row.flatMap((cell, column) => (hasLostDigits(cell) ? [column] : [])),
  };
}

/** A cell's text without blanks around it, and with a blank for what no text has. Tabs and line ends stay. */
function tidy(text: string): string {
  return replaceUnfit(text, ' ').trim();
}

/** Spreadsheets keep fifteen digits of a number; in a CSV file such a number reads `1.98511E+17`. */
function hasLostDigits({ text, number }: RawCell): boolean {
  if (number) return text.replace(/\D/g, '').length > 15 || /e\+?\d/i.test(text);
  return /^\s*\d([.,]\d+)?e\+\d+\s*$/i.test(text);
}

function widthOf(row: readonly RawCell[]): number {
  return row.findLastIndex(({ text }) => text.trim() !== '') + 1;
}

function isBlank(row: readonly RawCell[]): boolean {
  return row.every(({ text }) => text.trim() === '');
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function refused(problem: TableProblem): { readonly ok: false; readonly problem: TableProblem } {
  return { ok: false, problem };
}
