import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import writeWorkbookFile from 'write-excel-file/node';
import { productFile } from '../../src/root.ts';
import { tableLimits } from '../../src/table/raw-rows.ts';
import { type ReadTable, readTable, type Table } from '../../src/table/read-table.ts';
import { writeWorkbook } from '../../src/table/write-workbook.ts';

const text = (written: string) => new TextEncoder().encode(written);

function tableOf(read: ReadTable): Table {
  if (!read.ok) throw new Error(`The table was refused: ${read.problem.code}.`);
  return read.table;
}

describe('a CSV file', () => {
  it.each([
    ['with commas', 'nip,nama\n1,Siti\n2,Budi\n'],
    ['with semicolons', 'nip;nama\n1;Siti\n2;Budi\n'],
    ['with tabs', 'nip\tnama\n1\tSiti\n2\tBudi\n'],
    ['with CRLF', 'nip,nama\r\n1,Siti\r\n2,Budi\r\n'],
    ['with the line ends of an old Mac', 'nip,nama\r1,Siti\r2,Budi'],
    ['with a byte order mark', '\ufeffnip,nama\r\n1,Siti\r\n2,Budi\r\n'],
    ['with a byte order mark before a quoted header', '\ufeff"nip","nama"\r\n"1","Siti"\r\n"2","Budi"\r\n'],
    ['without a line end at its end', 'nip,nama\n1,Siti\n2,Budi'],
    ["with Excel's separator line", 'sep=;\r\nnip;nama\r\n1;Siti\r\n2;Budi\r\n'],
    ['with spaces around its cells', ' nip , nama \n 1 , Siti \n 2 , Budi \n'],
  ])('is read the same %s', async (_what, written) => {
    const { header, rows } = tableOf(await readTable(text(written)));
    expect(header).toEqual(['nip', 'nama']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', 'Siti'],
      ['2', 'Budi'],
    ]);
  });

  it('keeps separators, quotes and line breaks inside quoted cells', async () => {
    const { rows } = tableOf(await readTable(text('nip;nama\n1;"Siti; ""Iti""\nS.E."\n')));
    expect(rows[0]?.cells).toEqual(['1', 'Siti; "Iti"\nS.E.']);
  });

  it('numbers rows as a spreadsheet does, empty rows counted', async () => {
    const { rows } = tableOf(await readTable(text('nip,nama\n\n1,Siti\n,\n2,Budi\n')));
    expect(rows.map(({ row }) => row)).toEqual([3, 5]);
  });

  it('fills a short row and keeps the cells of one that is too long', async () => {
    const { rows } = tableOf(await readTable(text('nip,nama\n1\n2,Budi, S.E.\n')));
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', ''],
      ['2', 'Budi', 'S.E.'],
    ]);
  });

  it('is read in UTF-16 as well', async () => {
    const written = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('nip\tnama\r\n1\tSiti\r\n', 'utf16le')]);
    expect(tableOf(await readTable(written)).rows[0]?.cells).toEqual(['1', 'Siti']);
  });

  it('shows where a spreadsheet lost the digits of a NIP', async () => {
    const { rows } = tableOf(await readTable(text('nip;nama\n1,98511E+17;Siti\n198511092010122902;Budi\n')));
    expect(rows.map(({ lostDigits }) => lostDigits)).toEqual([[0], []]);
  });

  it.each([
    ['text in an older encoding', Buffer.from('nip,nama\n1,Andr\xe9\n', 'latin1'), 'not-utf8'],
    ['nothing', new Uint8Array(), 'empty'],
    ['only empty lines', text('\r\n\r\n,,\r\n'), 'empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff]), 'not-a-table'],
    ['a PDF', text('%PDF-1.7 …'), 'not-a-table'],
    ['a workbook of the old Excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old-excel'],
    ['a damaged workbook', text('PK\u0003\u0004and then nothing'), 'broken-excel'],
    ['a quotation that is never closed', text('nip,nama\n1,"Siti\n2,Budi\n'), 'broken-csv'],
    ['too many columns', text(`${Array.from({ length: 41 }, (_, n) => `c${n}`).join(',')}\n`), 'too-many-columns'],
  ])('that holds %s is refused with the reason', async (_what, bytes, code) => {
    expect(await readTable(bytes)).toMatchObject({ ok: false, problem: { code } });
  });

  it('with more rows than a district has people is refused', async () => {
    const long = text(`nip\n${'1\n'.repeat(tableLimits.rows + 1)}`);
    expect(await readTable(long)).toMatchObject({ ok: false, problem: { code: 'too-many-rows' } });
  });
});

describe('a workbook', () => {
  it('is read whatever the file is called, with its NIP as text', async () => {
    const columns = [
      { title: 'nip', width: 20 },
      { title: 'nama', width: 30 },
    ];
    const { header, rows } = tableOf(
      await readTable(
        await writeWorkbook('Pegawai', columns, [
          ['198511092010122902', 'Cut Intan'],
          ['198511092010122903', ''],
        ]),
      ),
    );
    expect(header).toEqual(['nip', 'nama']);
    expect(rows).toEqual([
      { row: 2, cells: ['198511092010122902', 'Cut Intan'], lostDigits: [] },
      { row: 3, cells: ['198511092010122903', ''], lostDigits: [] },
    ]);
  });

  it('shows where a NIP was kept as a number, whose last digits are lost', async () => {
    const bytes = await writeWorkbookFile([
      [{ value: 'nip' }, { value: 'jumlah' }],
      [
        { value: 198511092010122900, type: Number },
        { value: 12, type: Number },
      ],
    ]).toBuffer();
    expect(tableOf(await readTable(bytes)).rows).toMatchObject([{ lostDigits: [0] }]);
  });

  it('numbers rows as Excel does, empty rows counted', async () => {
    const row = (value: string) => [{ value }];
    const bytes = await writeWorkbookFile([[null], row('nip'), [null], row('1'), [null], row('2')]).toBuffer();
    expect(tableOf(await readTable(bytes)).rows.map((each) => each.row)).toEqual([4, 6]);
  });

  it('is read from its first sheet that holds something', async () => {
    const bytes = await writeWorkbookFile([
      { data: [], sheet: 'Kosong' },
      { data: [[{ value: 'nip' }], [{ value: '1' }]], sheet: 'Isi' },
    ]).toBuffer();
    expect(tableOf(await readTable(bytes)).rows).toHaveLength(1);
  });
});

it("reads the sample district's roster", async () => {
  const { header, rows } = tableOf(await readTable(readFileSync(productFile('prisma/sample/pegawai.csv'))));
  expect(header.join()).toBe('nip,nama,unit,jabatan,jenjang,atasan_nip,peran,zona');
  expect(rows).toHaveLength(16);
});
