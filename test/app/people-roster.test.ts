import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeWorkbookFile from 'write-excel-file/node';
import { rosterColumns } from '../../src/domain/roster-problem.ts';
import { productFile } from '../../src/root.ts';
import type { Person } from '../../src/simulator/person.ts';
import { writeWorkbook } from '../../src/table/write-workbook.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { textOf } from '../support/sent-file.ts';
import { pressTwice } from '../support/talk.ts';
import { header, importRosterAsHr, rosterOf, sampleRoster, sendFile } from './people-stage.ts';

const ratna = '197204151997032901,Ratna,Kabupaten / Dinas,Kepala Dinas,,,pegawai,WIB';
const agus = '197908212005011903,Agus,Kabupaten / Dinas / Seksi,Kepala Seksi,,197204151997032901,pegawai,WIB';
const asep = '199003272015031905,Asep,Kabupaten / Dinas / Seksi,Analis,Ahli Muda,197908212005011903,pegawai,WIB';

let stage: Stage;
let hr: Person;

beforeEach(async () => {
  stage = await openStage({ hrTelegramIds: [1, 2] });
  hr = stage.simulator.person({ id: 1, firstName: 'Intan' });
});
afterEach(() => stage.close());

/** HR sends a file after /pegawai and sees the answer. */
async function send(bytes: Uint8Array, expected: string | RegExp, name = 'pegawai.csv') {
  hr.send('/pegawai');
  await hr.waitFor('Kirim berkas daftar pegawai');
  sendFile(hr, bytes, name);
  return hr.waitFor(expected);
}

describe('a roster that is right', () => {
  const text = `${[header, ratna, agus, asep].join('\n')}\n`;
  const semicolons = text.replaceAll(',', ';');
  it.each([
    ['with commas', Buffer.from(text)],
    ['with semicolons', Buffer.from(semicolons)],
    ['with CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['with a byte order mark, semicolons and CRLF', Buffer.from(`\ufeff${semicolons.replaceAll('\n', '\r\n')}`)],
  ])('is taken %s, and nothing is saved before HR agrees', async (_what, bytes) => {
    const preview = await send(bytes, 'Pratinjau');
    expect(preview.text).toContain('Pegawai baru: 3');
    hr.send('/pegawai');
    await hr.waitFor('Daftar pegawai masih kosong');
    sendFile(hr, bytes);
    await hr.waitFor('Pratinjau');
    await hr.press('✅ Simpan');
    await hr.waitFor('3 baru, 0 diperbarui');
    hr.send('/pegawai');
    await hr.waitFor('3 pegawai aktif di 2 unit; 0 sudah bergabung');
  });

  it('is taken as a workbook, whatever its name', async () => {
    const columns = rosterColumns.map((title) => ({ title, width: 20 }));
    const rows = [ratna, agus, asep].map((row) => row.split(','));
    const preview = await send(await writeWorkbook('Pegawai', columns, rows), 'Pratinjau', 'daftar.dat');
    expect(preview.text).toContain('Pegawai baru: 3');
  });

  it('updates at the next import: a changed name is named before and kept after', async () => {
    await importRosterAsHr(hr, rosterOf(ratna, agus, asep));
    const preview = await send(rosterOf(ratna, agus, asep.replace('Asep', '"Asep Kurniawan, S.E."')), 'Pratinjau');
    expect(preview.text).toContain('Data berubah: 1');
    expect(preview.text).toContain('• Asep Kurniawan, S.E.: nama');
    expect(preview.text).toContain('Tetap sama: 2');
    await hr.press('✅ Simpan');
    await hr.waitFor('0 baru, 1 diperbarui, 2 tetap');
    await send(
      rosterOf(ratna, agus, asep.replace('Asep', '"Asep Kurniawan, S.E."')),
      'sama dengan daftar pegawai sekarang',
    );
  });

  it('changes superior, unit and zone, and brings somebody back who was taken off', async () => {
    await importRosterAsHr(hr, rosterOf(ratna, agus, asep));
    await send(rosterOf(ratna, agus), 'Pratinjau');
    await hr.press('Nonaktifkan 1 yang tidak ada');
    await hr.waitFor('akan dinonaktifkan');
    await hr.press('✅ Simpan dan nonaktifkan 1');
    await hr.waitFor('1 dinonaktifkan');
    const moved = '199003272015031905,Asep,Kabupaten / Dinas / UPT,Analis,Ahli Muda,197204151997032901,pegawai,WITA';
    const preview = await send(rosterOf(ratna, agus, moved), 'Pratinjau');
    expect(preview.text).toContain('• Asep: unit, atasan, diaktifkan kembali');
    await hr.press('✅ Simpan');
    await hr.waitFor('0 baru, 1 diperbarui');
  });

  it('keeps people active who are not in it, unless HR chooses otherwise, and those above others in any case', async () => {
    await importRosterAsHr(hr, rosterOf(ratna, agus, asep));
    const preview = await send(rosterOf(asep.replace('Analis', 'Arsiparis')), 'Pratinjau');
    expect(preview.text).toContain('2 lainnya tidak ada di berkas, tetapi tetap aktif');
    await hr.press('✅ Simpan');
    await hr.waitFor('1 diperbarui');
    hr.send('/pegawai');
    await hr.waitFor('3 pegawai aktif');
  });

  it('is saved once by a double tap', async () => {
    await send(rosterOf(ratna, agus), 'Pratinjau');
    pressTwice(hr, hr.last(), /^✅ Simpan$/);
    await stage.simulator.allConfirmed();
    expect(hr.last().text).toContain('2 baru, 0 diperbarui');
  });

  it('is shown again, not saved, when the roster changed after the preview', async () => {
    await send(rosterOf(ratna, agus), 'Pegawai baru: 2');
    const other = stage.simulator.person({ id: 2, firstName: 'Dua' });
    await importRosterAsHr(other, rosterOf(ratna));
    await hr.press('✅ Simpan');
    const again = await hr.waitFor('Daftar pegawai berubah sejak pratinjau tadi');
    expect(again.text).toContain('Pegawai baru: 1');
    await hr.press('✅ Simpan');
    await hr.waitFor('1 baru, 0 diperbarui, 1 tetap');
  });
});

describe('a roster that is wrong changes nothing and names every problem with its row', () => {
  it.each([
    [
      'an NIP of 17 digits',
      rosterOf(ratna, agus.replace('197908212005011903', '19790821200501190')),
      'Baris 3: nip “19790821200501190” berisi 17 angka',
    ],
    [
      'an NIP with spaces',
      rosterOf(ratna.replace('197204151997032901', '19720415 199703 2 901')),
      'Baris 2: nip “19720415 199703 2 901” berisi spasi',
    ],
    ['an NIP twice', rosterOf(ratna, ratna), 'Baris 3: NIP 197204151997032901 sudah ada di baris 2'],
    ['an unknown superior', rosterOf(agus), 'Baris 2: atasan dengan NIP 197204151997032901 tidak ada'],
    [
      'a superior of their own',
      rosterOf(ratna.replace('Dinas,,,', 'Dinas,,197204151997032901,')),
      'Baris 2: pegawai ini tercatat sebagai atasannya sendiri',
    ],
    [
      'a cycle',
      rosterOf(ratna.replace('Dinas,,,', 'Dinas,,199003272015031905,'), agus, asep),
      'rantai atasan ini berputar',
    ],
    ['an unknown zone', rosterOf(ratna.replace('WIB', 'WIBB')), 'Baris 2: zona “WIBB” tidak dikenal'],
    ['an unknown role', rosterOf(ratna.replace('pegawai', 'admin')), 'Baris 2: peran “admin” tidak dikenal'],
    ['a missing column', Buffer.from('nip,nama\n197204151997032901,Ratna\n'), 'Baris 1: kolom unit tidak ada'],
    [
      'a comma in a name',
      rosterOf(ratna.replace('Ratna', 'Ratna, S.Sos.')),
      'Baris 2: ada 9 sel padahal judulnya 8 kolom',
    ],
    ['markup in a name', rosterOf(ratna.replace('WIB', '<b>&WIB')), 'zona “<b>&WIB” tidak dikenal'],
  ])('%s', async (_what, bytes, words) => {
    const answer = await send(bytes, 'belum bisa dipakai');
    expect(answer.text).toContain(words);
    hr.send('/pegawai');
    await hr.waitFor('Daftar pegawai masih kosong');
  });

  it('an NIP that a spreadsheet made a number of', async () => {
    const cells = ratna.split(',').map((value) => ({ value }));
    const bytes = await writeWorkbookFile([
      rosterColumns.map((value) => ({ value })),
      [{ value: 197204151997032900, type: Number }, ...cells.slice(1)],
    ]).toBuffer();
    const answer = await send(bytes, 'belum bisa dipakai');
    expect(answer.text).toContain('digit terakhirnya hilang');
  });

  it('more than a message holds, all of them in a document', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `${index},Nama,Unit,,,,pegawai,WIB`);
    const answer = await send(rosterOf(...rows), 'belum bisa dipakai');
    expect(answer.text).toContain('ada 30 hal');
    expect(answer.text).toContain('… dan 10 lagi');
    const document = await hr.waitFor((message) => message.media?.name === 'masalah-daftar-pegawai.csv');
    expect((await textOf(stage, document)).trim().split('\r\n')).toHaveLength(31);
  });

  it('leaves the question open, so that the corrected file can follow at once', async () => {
    await send(rosterOf(agus), 'belum bisa dipakai');
    sendFile(hr, rosterOf(ratna, agus));
    await hr.waitFor('Pegawai baru: 2');
  });

  it.each([
    ['a photo-like file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), 'bukan tabel'],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'berformat lama'],
    ['an old encoding', Buffer.from(`${header}\n${ratna.replace('Ratna', 'Ratn\xe9')}\n`, 'latin1'), 'CSV UTF-8'],
  ])('%s is refused in words', async (_what, bytes, words) => {
    await send(bytes, words);
  });
});

it('sends a sample that can be filled in and sent back', async () => {
  hr.send('/pegawai');
  await hr.waitFor('Kirim berkas daftar pegawai');
  await hr.press('📄 Contoh berkas');
  const sample = await hr.waitFor((message) => message.media?.name === 'contoh-pegawai.csv');
  const text = await textOf(stage, sample);
  sendFile(hr, Buffer.from(text));
  await hr.waitFor('Pegawai baru: 3');
});

it("takes the sample district and keeps each unit's own clock", async () => {
  await importRosterAsHr(hr, readFileSync(productFile('prisma/sample/pegawai.csv')));
  hr.send('/undangan');
  const links = await hr.waitFor('Tautan undangan');
  expect(links.text).toContain('16 pegawai aktif belum bergabung');
});

it('refuses /pegawai and /undangan to a newcomer', async () => {
  const person = stage.simulator.person({ id: 7, firstName: 'Tamu' });
  for (const command of ['/pegawai', '/undangan']) {
    person.send(command);
    await person.waitFor('Mintalah tautan undangan');
  }
  expect(sampleRoster.length).toBeGreaterThan(0);
});
