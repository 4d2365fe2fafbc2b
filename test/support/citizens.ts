import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import { pressFor, sendFor } from './talk.ts';

/** HR opens a unit's card under /pegawai → Layanan publik. */
export async function openUnitService(hr: Person, unit: RegExp): Promise<ChatMessage> {
  await sendFor(hr, '/pegawai', /Kirim berkas daftar pegawai/);
  await pressFor(hr, /Layanan publik/, /Pilih unit/);
  return pressFor(hr, unit, /Penilaian masuk/);
}

/** HR makes a unit's code; what `/start` carries for a citizen who scans its poster. */
export async function makeServiceCode(hr: Person, unit: RegExp): Promise<string> {
  await openUnitService(hr, unit);
  const card = await pressFor(hr, /Buat kode/, /Kode dibuat/);
  return payloadOf(card);
}

/** The start payload in the link of a unit's card. */
export function payloadOf(card: ChatMessage): string {
  const [, payload] = /\?start=(u_[a-z0-9]+)/.exec(card.text) ?? [];
  if (payload === undefined) throw new Error(`There is no link in: ${card.text}`);
  return payload;
}

/** A citizen scans a poster and taps a number; with a comment it is written, without it is left out. Ends at the unit's figure. */
export async function rateUnit(
  citizen: Person,
  payload: string,
  level: number,
  comment?: string,
): Promise<ChatMessage> {
  citizen.start(payload);
  await citizen.waitFor(/Ketuk satu angka/);
  await pressFor(citizen, new RegExp(`^${level}`), /sudah tercatat/);
  return comment === undefined
    ? pressFor(citizen, /Lewati/, /Nilai layanan dari masyarakat/)
    : sendFor(citizen, comment, /Nilai layanan dari masyarakat/);
}

/** Members of the public, each with a chat of their own, from this id on. */
export function crowd(simulator: Simulator, firstId: number): () => Person {
  let next = firstId;
  return () => {
    next += 1;
    return simulator.person({ id: next, firstName: `Warga ${next}` });
  };
}
