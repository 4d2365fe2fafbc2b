import type { ChatMessage } from '../simulator/chat-message.ts';
import type { Person } from '../simulator/person.ts';
import { act, press, write } from './talk.ts';

/** An item as a person would give it, button by button; without target it is a yes/no item. */
export interface GivenItem {
  readonly kind: RegExp;
  readonly aspect: RegExp;
  readonly title: string;
  readonly direction: RegExp;
  readonly target?: string;
  readonly unit?: string;
  readonly weight: string;
}

/** Writes a plan, proposes it, and has the supervisor agree by the button of their notice. */
export async function agreePlan(person: Person, supervisor: Person, items: readonly GivenItem[]): Promise<void> {
  await write(person, '/rencana', /masih kosong/);
  for (const item of items) await addItem(person, item);
  await press(person, /Ajukan ke atasan/, /diajukan/);
  const proposed = new RegExp(`mengajukan rencana kerja .*\\(${items.length} butir\\)`);
  await act(supervisor, () => undefined, proposed);
  await press(supervisor, /Rencana & laporan/, /Menunggu tanggapan Anda/);
  await press(supervisor, /Setujui/, /disepakati\./);
  await act(person, () => undefined, /sudah disepakati/);
}

/** Adds one item from the plan's screen and ends there again. */
export async function addItem(person: Person, item: GivenItem): Promise<ChatMessage> {
  await press(person, /Tambah butir/, /jenis apa/);
  await press(person, item.kind, /Sisi mana/);
  await press(person, item.aspect, /Apa yang ingin dicapai/);
  await write(person, item.title, /diukur\?/);
  if (item.target === undefined) {
    await press(person, item.direction, /Seberapa berat/);
  } else {
    await press(person, item.direction, /Berapa targetnya/);
    await write(person, item.target, /satuannya/);
    await write(person, item.unit ?? 'berkas', /Seberapa berat/);
  }
  await write(person, item.weight, /Periksa butir ini/);
  return press(person, /Simpan/, /tersimpan di rencana/);
}

/** Reports a number, or presses what a yes/no item offers, without further words. */
export async function report(person: Person, item: number, reached: string | RegExp): Promise<ChatMessage> {
  await write(person, '/laporan', /Laporan kemajuan/);
  if (typeof reached === 'string') {
    await press(person, new RegExp(`^✍️ ${item}$`), /sampai hari ini/);
    await write(person, reached, /menambahkan keterangan/);
  } else {
    await press(person, new RegExp(`^✍️ ${item}$`), /Apakah sudah terlaksana/);
    await press(person, reached, /menambahkan keterangan/);
  }
  return press(person, /Kirim laporan/, /Laporan tersimpan/);
}
