import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import { pressFor, screen, sendFor } from './talk.ts';

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

/** Adds one item from the plan's screen and ends there again. */
export async function addItem(person: Person, item: GivenItem): Promise<ChatMessage> {
  await pressFor(person, /Tambah butir/, /jenis apa/);
  await pressFor(person, item.kind, /Sisi mana/);
  await pressFor(person, item.aspect, /Apa yang ingin dicapai/);
  await sendFor(person, item.title, /diukur\?/);
  if (item.target === undefined) {
    await pressFor(person, item.direction, /Seberapa berat/);
  } else {
    await pressFor(person, item.direction, /Berapa targetnya/);
    await sendFor(person, item.target, /satuannya/);
    await sendFor(person, item.unit ?? 'berkas', /Seberapa berat/);
  }
  await sendFor(person, item.weight, /Periksa butir ini/);
  return pressFor(person, /Simpan/, /tersimpan di rencana/);
}

/** Writes a plan, proposes it, and has the supervisor agree by the button of their notice. */
export async function agreePlan(person: Person, supervisor: Person, items: readonly GivenItem[]): Promise<void> {
  await sendFor(person, '/rencana', /masih kosong/);
  for (const item of items) await addItem(person, item);
  await pressFor(person, /Ajukan ke atasan/, /diajukan/);
  await screen(supervisor, new RegExp(`mengajukan rencana kerja .*\\(${items.length} butir\\)`));
  await pressFor(supervisor, /Rencana & laporan/, /Menunggu tanggapan Anda/);
  await pressFor(supervisor, /Setujui/, /disepakati\./);
  await screen(person, /sudah disepakati/);
}

/** Reports a number, or presses what a yes/no item offers, without further words. */
export async function report(person: Person, item: number, reached: string | RegExp): Promise<ChatMessage> {
  await sendFor(person, '/laporan', /Laporan kemajuan/);
  if (typeof reached === 'string') {
    await pressFor(person, new RegExp(`^✍️ ${item}$`), /sampai hari ini/);
    await sendFor(person, reached, /menambahkan keterangan/);
  } else {
    await pressFor(person, new RegExp(`^✍️ ${item}$`), /Apakah sudah terlaksana/);
    await pressFor(person, reached, /menambahkan keterangan/);
  }
  return pressFor(person, /Kirim laporan/, /Laporan tersimpan/);
}
