import { readFileSync } from 'node:fs';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { createInstance } from 'i18next';
import { z } from 'zod';
import { productFile } from '../root.ts';
import { escapeHtml } from './escape-html.ts';
import { plainText } from './plain-text.ts';
import { type Locale, locales, type Words } from './words.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

/** Words in one language, as Telegram HTML. The one place where people's own text is escaped. Throws when a text has a gap nobody filled: that is a bug. */
export function translate(locale: Locale, words: Words): string {
  if (typeof words === 'string') return escapeHtml(words);
  if (typeof words === 'number') return String(words);
  if (isList(words)) return words.map((each) => translate(locale, each)).join('\n');
  if ('key' in words) return fill(locale, words.key, words.params);
  if ('html' in words) return words.html;
  if ('decimal' in words) return locale === 'id' ? words.decimal.replace('.', ',') : words.decimal;
  if ('date' in words) return showDate(locale, words.date);
  if ('at' in words) return showInstant(locale, words.at, words.zone);
  if ('list' in words) return words.list.map((each) => translate(locale, each)).join(words.by);
  return escapeHtml(words[locale]);
}

/** Words without any formatting, for buttons, file names and command menus. */
export function translatePlain(locale: Locale, words: Words): string {
  return plainText(translate(locale, words));
}

const i18n = createInstance({
  lng: 'id',
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  resources: Object.fromEntries(locales.map((locale) => [locale, { translation: readTexts(locale) }])),
  // Parameters arrive translated and escaped already.
  interpolation: { escapeValue: false, skipOnVariables: true },
  missingInterpolationHandler: (text: string, match: string[]) => {
    throw new Error(`Nothing was given for ${match[0] ?? 'a gap'} in the text "${text.slice(0, 60)}".`);
  },
  initAsync: false,
});
void i18n.init();

function readTexts(locale: Locale): Record<string, string> {
  return z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(productFile(`locales/${locale}.json`), 'utf8')));
}

function fill(locale: Locale, key: string, params: Readonly<Record<string, Words>>): string {
  if (!i18n.exists(key, { lng: locale })) throw new Error(`There is no text "${key}" in ${locale}.`);
  const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, translate(locale, value)]));
  // Not spread: a gap must not be able to bear the name of an option.
  return i18n.t(key, { lng: locale, replace: shown, nest: false });
}

const months: Readonly<Record<Locale, readonly string[]>> = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

function showDate(locale: Locale, date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${months[locale][(month ?? 1) - 1]} ${year}`;
}

const zoneNames: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

function showInstant(locale: Locale, at: string, zone: string): string {
  const local = dayjs(at).tz(zone);
  return `${showDate(locale, local.format('YYYY-MM-DD'))} ${local.format(locale === 'id' ? 'HH.mm' : 'HH:mm')} ${zoneNames[zone] ?? zone}`;
}

function isList(words: Words): words is readonly Words[] {
  return Array.isArray(words);
}
