import type id from '../../locales/id.json';

/** Languages the bot speaks; Indonesian first. */
export const locales = ['id', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A key of `locales/*.json`; a text that is missing does not compile. */
export type MessageKey = keyof typeof id;

/** The same text in every language, as framework data brings it. */
export interface Localised {
  readonly id: string;
  readonly en: string;
}

/** A text of the product with what fills its gaps. */
export interface Message {
  readonly key: MessageKey;
  readonly params: Readonly<Record<string, Words>>;
}

/**
 * Anything that can be shown to a person, before a language is chosen. A plain string is somebody's own text (a name) and is escaped; `html` is text that already is
 * Telegram HTML (what a person typed, with their formatting); `decimal` is a plain decimal number written with the comma or point of the language; `date` is a
 * calendar date (YYYY-MM-DD); `at` an instant (ISO 8601) shown in a zone; a list is joined by line breaks, or by `by`.
 */
export type Words =
  | string
  | number
  | Message
  | Localised
  | { readonly html: string }
  | { readonly decimal: string }
  | { readonly date: string }
  | { readonly at: string; readonly zone: string }
  | { readonly list: readonly Words[]; readonly by: string }
  | readonly Words[];

/** A text of the product: `say('self.progress', { done: 1, total: 4 })`. */
export function say(key: MessageKey, params: Readonly<Record<string, Words>> = {}): Message {
  return { key, params };
}

/** What a person may be told instead of getting what they asked for. The code is the text's key without `refusal.`, so a new refusal without words does not compile. */
export type RefusalCode = MessageKey extends infer Key ? (Key extends `refusal.${infer Code}` ? Code : never) : never;

/** A refusal in words. */
export function refuse(code: RefusalCode, params: Readonly<Record<string, Words>> = {}): Message {
  return { key: `refusal.${code}`, params };
}
