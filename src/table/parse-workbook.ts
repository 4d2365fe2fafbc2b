import { Buffer } from 'node:buffer';
import type { RawCell, RawRows } from './raw-rows.ts';
import { unpackedSize } from './unpacked-size.ts';

/** A workbook larger than this once unpacked is not read: a small file can unpack to more than the memory holds. In bytes; 100,000 rows of a roster take about half. */
const mostUnpacked = 120 * 1024 * 1024;

/** Reads the first sheet of an XLSX workbook that has something in it. Numbers are kept as they are written in the file. */
export async function parseWorkbook(bytes: Uint8Array): Promise<RawRows> {
  const size = unpackedSize(bytes);
  if (size === null) return { ok: false, problem: { code: 'broken-excel' } };
  if (size > mostUnpacked) return { ok: false, problem: { code: 'too-large', most: mostUnpacked } };
  // Loaded with the first workbook: most bots read one a year.
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    const sheets = await readWorkbook(Buffer.from(bytes), { parseNumber: (written) => ({ written }) });
    const filled = sheets.find(({ data }) => data.some((row) => row.some((cell) => cell !== null)));
    return { ok: true, rows: (filled?.data ?? []).map((row) => row.map(rawCell)) };
  } catch {
    // It is handed nothing but the file, so whatever it throws is about the file; only some of it has a type of its own (XML that breaks off has not).
    return { ok: false, problem: { code: 'broken-excel' } };
  }
}

function rawCell(value: unknown): RawCell {
  if (typeof value === 'string') return { text: value, number: false };
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10), number: false };
  if (typeof value === 'boolean') return { text: String(value), number: false };
  if (typeof value === 'object' && value !== null && 'written' in value)
    return { text: String(value.written), number: true };
  return { text: '', number: false };
}
