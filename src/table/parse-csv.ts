import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type RawRows, tableLimits } from './raw-rows.ts';

/** Reads CSV text with whichever of comma, semicolon and tab its first line has most of. */
export function parseCsv(text: string): RawRows {
  const { body, delimiter } = separatorOf(text);
  try {
    const records = recordsSchema.parse(
      parse(body, {
        delimiter,
        relax_column_count: true,
        // A quote inside an unquoted cell (O"Brien) is a character, not an error.
        relax_quotes: true,
        record_delimiter: ['\r\n', '\n', '\r'],
        // A quotation that was never closed would swallow the file; it ends here instead.
        max_record_size: 20_000,
        to: tableLimits.rows + 1_000,
      }),
    );
    return { ok: true, rows: records.map((record) => record.map((cell) => ({ text: cell, number: false }))) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, problem: { code: 'broken-csv', row: Number(error.lines ?? 1) } };
  }
}

const recordsSchema = z.array(z.array(z.string()));

/** Excel may write `sep=;` above the header, which is no row of the table. */
function separatorOf(text: string): { readonly body: string; readonly delimiter: string } {
  const told = /^sep=(.)\r?\n/i.exec(text);
  if (told?.[1]) return { body: text.slice(told[0].length), delimiter: told[1] };
  const first = /^\s*([^\r\n]*)/.exec(text)?.[1]?.replace(/"[^"]*"/g, '') ?? '';
  const [most] = [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length);
  return { body: text, delimiter: most ?? ',' };
}
