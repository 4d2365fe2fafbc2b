import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { FlowName } from './journal.ts';

/** Why somebody opens the bot: what they send, what they press until a question is there, and how they see that it is done. */
export interface Errand {
  readonly command: string;
  /** What opens a question, the best first; whatever else is on a screen is nothing to them. */
  readonly opens: readonly RegExp[];
  readonly done: RegExp;
  /** What begins anew where its button is pressed again: then only /lanjut leads back to a question that is open. Null where it goes on. */
  readonly afresh: FlowName | null;
}

export const assessOneself: Errand = { command: '/nilai', opens: [], done: /Hasil sementara/, afresh: null };

export const ratePeers: Errand = {
  command: '/rekan',
  opens: [/^▶️ Lanjutkan/, /^📝 Nilai/],
  done: /tidak ada rekan yang perlu Anda nilai/,
  afresh: null,
};

export const reviewTeam: Errand = {
  command: '/tim',
  opens: [/^▶️ Lanjutkan/, /^📝 Nilai/, /^⚖️ Putuskan lagi/],
  done: /Perlu dinilai 0 · sedang dinilai 0(?![\s\S]*Perlu diputuskan lagi)|tidak ada pegawai yang perlu Anda nilai/,
  afresh: null,
};

export const writeNote: Errand = {
  command: '/umpanbalik',
  opens: [/^✍️ Tulis umpan balik/],
  done: /Umpan balik (terkirim|tersimpan)/,
  afresh: 'note',
};

export const raiseConcern: Errand = {
  command: '/aspirasi',
  opens: [/^✏️ Tulis aspirasi/],
  done: /sudah sampai kepada pengelola/,
  afresh: 'concern',
};

export const sendBroadcast: Errand = {
  command: '/siaran',
  opens: [/^📝 Lanjutkan draf/, /^✍️ Tulis siaran/],
  done: /Siaran mulai dikirim/,
  afresh: 'broadcast',
};

export const closePeriod: Errand = {
  command: '/periode',
  opens: [/Ya, tutup/, /^🔒 Tutup periode/, /^Semester II 2026/],
  done: /^📅 Semester II 2026 – .*(ditutup|dirilis)/m,
  afresh: null,
};

export const releaseResults: Errand = {
  command: '/periode',
  opens: [/Ya, rilis/, /^📬 Rilis hasil/, /^🔄 Lihat lagi/, /^Semester II 2026/],
  done: /^📅 Semester II 2026 – .*dirilis/m,
  afresh: null,
};

/** Only a look: done with whatever comes. */
export const lookAt = (command: string): Errand => ({ command, opens: [], done: /[\s\S]/, afresh: null });

/** Shows the conversation that was touched last. */
export const goOn: Errand = { command: '/lanjut', opens: [], done: /Tidak ada percakapan yang dijeda/, afresh: null };

/** The button that opens what the errand is about; null on a screen that has none. */
export function openingOf(errand: Errand, { keyboard }: ChatMessage): string | null {
  const buttons = keyboard.flat();
  for (const wanted of errand.opens) {
    const found = buttons.find((button) => button.kind === 'callback' && wanted.test(button.text));
    if (found?.kind === 'callback') return found.data;
  }
  return null;
}
