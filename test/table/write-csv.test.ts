import { expect, it } from 'vitest';
import { writeCsv } from '../../src/table/write-csv.ts';

const written = (rows: readonly (readonly string[])[]) => new TextDecoder().decode(writeCsv(['nip', 'nama'], rows));

it('writes a header and rows that any spreadsheet opens', () => {
  expect(written([['198511092010122902', 'Siti, S.E. "Iti"']])).toBe(
    'nip,nama\r\n198511092010122902,"Siti, S.E. ""Iti"""\r\n',
  );
});

it.each(['=1+1', '+62812', '-1', '@SUM(A1)', '\tx', '\rx'])('never lets a name become a formula: %j', (name) => {
  expect(written([['1', name]])).toContain(`'${name}`);
});
