import type { Framework } from '../domain/framework.ts';
import type { Person } from '../simulator/person.ts';
import type { Simulator } from '../simulator/start-simulator.ts';
import { readTable } from '../table/read-table.ts';
import { act, press, write } from './talk.ts';

/** First contact of HR: privacy notice, language, menu. */
export async function settleIn(person: Person, menu: RegExp): Promise<void> {
  await act(person, () => person.start(), /Pemberitahuan privasi/);
  await press(person, /Lanjut/, /Choose a language/);
  await press(person, /Bahasa Indonesia/, menu);
}

/** HR sends the roster file and agrees to its preview. */
export async function importRoster(officer: Person, bytes: Uint8Array): Promise<void> {
  await write(officer, '/pegawai', /Daftar pegawai/);
  await act(
    officer,
    () => officer.upload({ name: 'pegawai.csv', bytes, mime: 'text/csv', as: 'document' }),
    /Pratinjau|baru/,
  );
  await press(officer, /Terapkan|Simpan/, /tersimpan/);
}

/** HR asks for everybody's join link; the document as it arrives, as code by NIP. */
export async function invite(officer: Person, simulator: Simulator): Promise<ReadonlyMap<string, string>> {
  await write(officer, '/undangan', /undangan|Undangan/);
  await officer.press(/[Ss]emua/);
  const { media } = await officer.waitFor((message) => message.media?.name === 'undangan.csv');
  const response = await fetch(new URL(`/sim/files/${media?.fileId}`, simulator.pageUrl));
  const read = await readTable(new Uint8Array(await response.arrayBuffer()));
  if (!read.ok) throw new Error('The link document cannot be read.');
  const at = (column: string) => read.table.header.indexOf(column);
  return new Map(
    read.table.rows.map(({ cells }) => [
      cells[at('nip')] ?? '',
      new URL(cells[at('tautan')] ?? '').searchParams.get('start') ?? '',
    ]),
  );
}

/** HR accepts the sectors that the units' names propose for a framework with variants. */
export async function acceptSectors(officer: Person, framework: Framework): Promise<void> {
  await write(officer, '/kerangka', /Kerangka penilaian/);
  await press(officer, titleOf(framework), /Siapa yang menilai/);
  await press(officer, /Sektor unit/, /Saran dari nama unit/);
  await press(officer, /Pakai saran ini/, /tersimpan/);
}

/** HR takes a framework into use, makes a period of the present semester and opens it. */
export async function openPeriod(officer: Person, framework: Framework): Promise<void> {
  await write(officer, '/kerangka', /Kerangka penilaian/);
  const card = await press(officer, titleOf(framework), /Siapa yang menilai/);
  if (card.keyboard.flat().some(({ text }) => text.includes('Pakai kerangka ini'))) {
    await press(officer, /Pakai kerangka ini/, /kini dipakai/);
  }
  await write(officer, '/periode', /Periode penilaian/);
  await press(officer, /Buat periode/, /semester mana/);
  await press(officer, /Semester/, /Kerangka penilaian mana/);
  await press(officer, /^✓/, /Hari penutupan/);
  await press(officer, /^✅ Buat periode/, /draf|Draf/);
  await press(officer, /^🟢|Buka periode/, /Buka .*\?/);
  await press(officer, /Ya, buka/, /terbuka|dibuka/);
}

/** HR makes the code of a unit, which citizens scan; what `/start` carries then. */
export async function makeServiceCode(officer: Person, unit: string): Promise<string> {
  await write(officer, '/pegawai', /Daftar pegawai/);
  await press(officer, /Layanan publik/, /Pilih unit/);
  await press(officer, new RegExp(unit), /Penilaian masuk/);
  const card = await press(officer, /Buat kode/, /Kode dibuat/);
  const [, payload] = /\?start=(u_[a-z0-9]+)/.exec(card.text) ?? [];
  if (payload === undefined) throw new Error('The card of the unit has no link.');
  return payload;
}

/** A newcomer opens their link, reads the notice and chooses Indonesian. */
export async function join(person: Person, code: string): Promise<void> {
  await act(person, () => person.start(code), /Pemberitahuan privasi/);
  const next = await press(person, /Lanjut/, /Choose a language|Selamat datang/);
  if (/Choose a language/.test(next.text)) await press(person, /Bahasa Indonesia/, /Selamat datang/);
  await press(person, /Benar, buka menu/, /Silakan pilih/);
}

function titleOf({ title }: Framework): RegExp {
  return new RegExp(title.id.replace(/[()]/g, '\\$&'));
}
