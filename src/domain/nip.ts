import { calendarDateSchema } from './calendar.ts';

/** What a text is, taken as a Nomor Induk Pegawai. */
export type NipReading =
  | { readonly nip: string }
  | { readonly fault: 'nip-spaces' | 'nip-scientific' | 'nip-digits-lost' | 'nip-not-digits' }
  | { readonly fault: 'nip-length'; readonly digits: number };

/**
 * Reads a NIP: exactly 18 digits. What spreadsheets and hands do to it is told apart, because each has another remedy; nothing is
 * mended in silence, a wrong digit would join the wrong person.
 */
export function readNip(text: string): NipReading {
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)) return { fault: 'nip-scientific' };
  const joined = text.replace(/[\s\u00a0]/g, '');
  if (!/^\d+$/.test(joined)) return { fault: 'nip-not-digits' };
  if (joined.length !== 18) return { fault: 'nip-length', digits: joined.length };
  if (joined !== text) return { fault: 'nip-spaces' };
  // The last three digits count from 001; a spreadsheet keeps 15 digits of a number and writes zeros for the rest.
  return joined.endsWith('000') ? { fault: 'nip-digits-lost' } : { nip: joined };
}

/** Whether a NIP begins with a date, as it should (date of birth). Old or corrected ones may not, so this only warns. */
export function beginsWithDate(nip: string): boolean {
  return calendarDateSchema.safeParse(`${nip.slice(0, 4)}-${nip.slice(4, 6)}-${nip.slice(6, 8)}`).success;
}
