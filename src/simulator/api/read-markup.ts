import { badRequest } from '../api-refusal.ts';
import type { Keyboard, KeyboardButton } from '../chat-message.ts';
import { type Call, isObject } from './call.ts';

const MAX_BUTTONS = 100;
const MAX_ROW = 8;
const MAX_MARKUP_BYTES = 10_000;
const MAX_DATA_BYTES = 64;
const MAX_COPY = 256;

/** A keyboard as the bot wrote it, its form checked. `checkKeyboard` then applies the server's limits, which Telegram does later than everything else. */
export interface Markup {
  readonly keyboard: Keyboard;
  /** A reply keyboard, its removal or a forced reply: accepted, not drawn, and not allowed in edits. */
  readonly other: boolean;
}

/** Reads `reply_markup`; no markup is an empty keyboard. */
export function readMarkup(call: Call): Markup {
  const value = call.json('reply_markup', 'reply keyboard markup');
  if (value === undefined) return { keyboard: [], other: false };
  if (!isObject(value)) throw badRequest('object expected as reply markup');
  for (const field of ['keyboard', 'inline_keyboard']) {
    if (value[field] !== undefined && !Array.isArray(value[field]))
      throw badRequest(`field "${field}" must be of type Array`);
  }
  for (const field of [
    'force_reply',
    'remove_keyboard',
    'selective',
    'one_time_keyboard',
    'is_persistent',
    'resize_keyboard',
  ]) {
    if (value[field] !== undefined && typeof value[field] !== 'boolean')
      throw badRequest(`field "${field}" must be of type Boolean`);
  }
  const rows: unknown = value.inline_keyboard;
  if (!Array.isArray(rows)) {
    return {
      keyboard: [],
      other: ['keyboard', 'force_reply', 'remove_keyboard'].some((field) => value[field] !== undefined),
    };
  }
  const keyboard = rows.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest('inline keyboard button row must be an Array');
    return row.map(readButton);
  });
  return { keyboard: keyboard.filter((row) => row.length > 0), other: false };
}

/** Refuses a keyboard Telegram's server refuses: too much data in a button, too many buttons. */
export function checkKeyboard(keyboard: Keyboard): void {
  const buttons = keyboard.flat();
  for (const button of buttons) {
    if (button.kind === 'callback' && Buffer.byteLength(button.data) > MAX_DATA_BYTES)
      throw badRequest('BUTTON_DATA_INVALID');
    if (button.kind === 'copy' && (button.copy === '' || button.copy.length > MAX_COPY))
      throw badRequest('BUTTON_COPY_TEXT_INVALID');
  }
  const tooMany = buttons.length > MAX_BUTTONS || keyboard.some((row) => row.length > MAX_ROW);
  if (tooMany || Buffer.byteLength(JSON.stringify(keyboard)) > MAX_MARKUP_BYTES)
    throw badRequest('reply markup is too long');
}

function readButton(value: unknown): KeyboardButton {
  if (!isObject(value)) throw badButton('expected an Object');
  const text = readText(value, 'text');
  if (text === null) throw badButton('Can\'t find field "text"');
  if (text.trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  if (value.pay === true || value.callback_game !== undefined) throw badRequest('BUTTON_TYPE_INVALID');
  const url = readText(value, 'url');
  if (url !== null && url !== '') return { text, kind: 'url', url: checkUrl(url) };
  const data = readText(value, 'callback_data');
  if (data !== null && data !== '') return { text, kind: 'callback', data };
  const copy = value.copy_text;
  if (isObject(copy)) {
    const copied = readText(copy, 'text');
    if (copied === null) throw badButton('Can\'t find field "text"');
    return { text, kind: 'copy', copy: copied };
  }
  const kinds = [
    'web_app',
    'login_url',
    'switch_inline_query',
    'switch_inline_query_current_chat',
    'switch_inline_query_chosen_chat',
  ];
  const unknown = kinds.find((kind) => value[kind] !== undefined);
  if (unknown !== undefined) throw badRequest(`BUTTON_TYPE_INVALID (the simulator does not know ${unknown} buttons)`);
  throw badButton('Text buttons are unallowed in the inline keyboard');
}

function readText(object: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = object[field];
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw badButton(`Field "${field}" must be of type String`);
  return value;
}

function checkUrl(url: string): string {
  const wrong = (why: string): Error => badRequest(`inline keyboard button URL '${url}' is invalid: ${why}`);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && !['http', 'https', 'tg', 'ton', 'tonsite'].includes(scheme))
    throw wrong('Unsupported URL protocol');
  const full = scheme === undefined ? `http://${url}` : url;
  if (!URL.canParse(full)) throw wrong('Wrong HTTP URL');
  const { hostname, protocol } = new URL(full);
  if (protocol.startsWith('http') && (!hostname.includes('.') || hostname.endsWith('.')) && !hostname.startsWith('[')) {
    throw wrong('Wrong HTTP URL');
  }
  return url;
}

function badButton(why: string): Error {
  return badRequest(`can't parse inline keyboard button: ${why}`);
}
