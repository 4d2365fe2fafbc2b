import { readFileSync } from 'node:fs';
import { productFile } from '../../src/root.ts';
import type { Person } from '../../src/simulator/person.ts';
import type { Stage } from '../support/bot.ts';
import { textOf } from '../support/sent-file.ts';

/** The sample district's roster, as a file HR sends. */
export const sampleRoster = readFileSync(productFile('prisma/sample/pegawai.csv'));

export const header = 'nip,nama,unit,jabatan,jenjang,atasan_nip,peran,zona';

/** A roster of these rows, as CSV text. */
export function rosterOf(...rows: readonly string[]): Uint8Array {
  return new TextEncoder().encode(`${[header, ...rows].join('\n')}\n`);
}

/** Sends the bot a document. */
export function sendFile(person: Person, bytes: Uint8Array, name = 'pegawai.csv'): void {
  person.upload({ name, bytes, mime: 'text/csv', as: 'document' });
}

/** HR opens /pegawai, sends a roster and saves what the preview shows. */
export async function importRosterAsHr(hr: Person, bytes: Uint8Array): Promise<void> {
  hr.send('/pegawai');
  await hr.waitFor('Kirim berkas daftar pegawai');
  sendFile(hr, bytes);
  await hr.waitFor('Pratinjau');
  await hr.press('✅ Simpan');
  await hr.waitFor('Daftar pegawai tersimpan');
}

/** HR makes links for everybody who has not joined; the codes by NIP. */
export async function linksByNip(stage: Stage, hr: Person): Promise<ReadonlyMap<string, string>> {
  hr.send('/undangan');
  await hr.waitFor('Tautan undangan');
  await hr.press('🔗 Buat untuk semua');
  const document = await hr.waitFor((message) => message.media?.name === 'undangan.csv');
  const [title, ...lines] = (await textOf(stage, document)).trim().split('\r\n');
  if (title !== 'nip,nama,tautan') throw new Error(`The document begins with ${title}.`);
  return new Map(lines.map((line): [string, string] => [line.slice(0, 18), line.split('?start=')[1] ?? '']));
}

/** HR makes a new link for one person from their card. */
export async function newLinkFor(hr: Person, name: string): Promise<string> {
  hr.send('/pegawai');
  await hr.waitFor('Kirim berkas daftar pegawai');
  await hr.press('🔎 Cari');
  await hr.waitFor('Tulis nama atau NIP');
  hr.send(name);
  const card = await hr.waitFor(`👤 ${name}`);
  await hr.press('🔗 Tautan baru');
  if (card.text.includes('Bergabung sejak')) {
    await hr.waitFor('sudah bergabung');
    await hr.press('🔗 Ya');
  }
  const message = await hr.waitFor('?start=');
  return /\?start=(\S+)/.exec(message.text)?.[1] ?? '';
}

/** Opens a join link and goes on until the menu. */
export async function joinWith(person: Person, code: string): Promise<void> {
  person.start(code);
  await person.waitFor('Pemberitahuan privasi');
  await person.press('Lanjut');
  await person.waitFor('Pilih bahasa');
  await person.press('Bahasa Indonesia');
  await person.waitFor('Selamat datang di Dialog Kinerja');
}
