import { language, word } from './words.js';

const zone = 'Asia/Jakarta';

/** `17.59`, the time of a message on the demo clock in WIB. */
export function timeOf(iso) {
  return formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));
}

/** The time of a message of today, the date (`22 Jun`) of an older one; today is where the demo clock stands (`now` in milliseconds). */
export function whenOf(iso, now) {
  if (dayOf(iso) === dayOf(now)) return timeOf(iso);
  return formatter({ day: 'numeric', month: 'short' }).format(new Date(iso));
}

/** `Rabu, 25 November 2026`, the day that a group of messages belongs to in WIB. */
export function dayOf(iso) {
  return formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(iso));
}

/** `Rab, 25 Nov 2026 17.59 WIB`, the demo clock. */
export function clockText(milliseconds) {
  const at = new Date(milliseconds);
  const day = formatter({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(at);
  return { day, time: `${timeOf(at)} WIB` };
}

/** The value of a `datetime-local` field for an instant, read as WIB. */
export function pickerValue(milliseconds) {
  return new Date(milliseconds + 7 * 3_600_000).toISOString().slice(0, 16);
}

/** The instant that a `datetime-local` field means when read as WIB; null when the field is empty or half filled. */
export function instantOfPicker(value) {
  const at = new Date(`${value}:00+07:00`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** `12,4 KB`; null or negative sizes are unknown and give an empty text. */
export function sizeText(bytes) {
  if (!Number.isFinite(bytes) || bytes < 0) return '';
  const units = ['B', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : 1;
  return `${new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(size)} ${units[unit]}`;
}

/** One line that stands for a message in the list of people. */
export function previewOf(message) {
  const line = veiled(message).replace(/\s+/g, ' ').trim();
  const media = message.media ? mediaSign(message.media) : '';
  const shown = [media, line.slice(0, 160)].filter(Boolean).join(' ') || word('message.unknown');
  return message.from === 'person' ? word('people.you', { text: shown }) : shown;
}

/** Spoilers stay hidden in the list too. */
function veiled({ text, entities }) {
  const spoilers = entities.filter(({ type }) => type === 'spoiler');
  return spoilers.reduce(
    (all, { offset, length }) => all.slice(0, offset) + '▒'.repeat(length) + all.slice(offset + length),
    text,
  );
}

function mediaSign(media) {
  return media.kind === 'photo' ? `🖼 ${word('message.photo')}` : `📄 ${media.name || word('message.file')}`;
}

function formatter(options) {
  return new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : 'id-ID', { timeZone: zone, ...options });
}
