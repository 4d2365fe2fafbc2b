import { badRequest } from '../api-refusal.ts';
import type { TextEntity } from '../chat-message.ts';
import { type FormattedText, HtmlError, parseHtml } from '../parse-html.ts';
import { tidyText } from '../tidy-text.ts';
import { type Call, isObject } from './call.ts';

const MAX_TEXT = 4_096;
const MAX_CAPTION = 1_024;

/** The text of a message, entities parsed. Its length is checked by `checkText`, later, as on Telegram. */
export function readText(call: Call): FormattedText {
  const raw = call.text('text');
  if (raw === '') throw badRequest('message text is empty');
  const text = readFormatted(raw, call.text('parse_mode'), call.json('entities', 'entities'));
  if (text.text === '') throw badRequest('text must be non-empty');
  return text;
}

/** The caption of a photo or document; may be empty. */
export function readCaption(call: Call): FormattedText {
  return readFormatted(
    call.text('caption'),
    call.text('parse_mode'),
    call.json('caption_entities', 'caption entities'),
  );
}

/** Text with a parse mode or with ready entities. */
export function readFormatted(raw: string, parseMode: string, entities: unknown): FormattedText {
  return tidyText(parse(raw, parseMode.toLowerCase(), entities));
}

/** Telegram counts UTF-16 code units after the entities are parsed. */
export function checkText(text: FormattedText): void {
  if (text.text.length > MAX_TEXT) throw badRequest('message is too long');
}

export function checkCaption(caption: FormattedText): void {
  if (caption.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
}

function parse(raw: string, parseMode: string, entities: unknown): FormattedText {
  switch (parseMode) {
    case 'html':
      try {
        return parseHtml(raw);
      } catch (error) {
        if (error instanceof HtmlError) throw badRequest(`can't parse entities: ${error.message}`);
        throw error;
      }
    case '':
    case 'none':
      return { text: raw, entities: readEntities(raw, entities) };
    case 'markdown':
    case 'markdownv2':
      throw badRequest('the simulator reads HTML only, not Markdown');
    default:
      throw badRequest('unsupported parse_mode');
  }
}

function readEntities(text: string, value: unknown): TextEntity[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badRequest("can't parse entities: expected an Array");
  return value.flatMap((entity: unknown) => {
    if (!isObject(entity)) throw badRequest("can't parse MessageEntity: expected an Object");
    const { type, offset, length, url, language } = entity;
    if (typeof type !== 'string' || !KNOWN.has(type))
      throw badRequest("can't parse MessageEntity: Unsupported type specified");
    if (typeof offset !== 'number' || typeof length !== 'number')
      throw badRequest('can\'t parse MessageEntity: Can\'t find field "offset"');
    if (offset < 0) throw badRequest(`receive an entity with incorrect offset ${offset}`);
    if (offset > text.length) throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
    if (offset + length > text.length) {
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
      );
    }
    if (FOUND_ANYWAY.has(type)) return [];
    if (type === 'text_link' && typeof url !== 'string')
      throw badRequest('can\'t parse MessageEntity: Can\'t find field "url"');
    return [
      {
        type,
        offset,
        length,
        ...(typeof url === 'string' ? { url } : {}),
        ...(typeof language === 'string' ? { language } : {}),
      },
    ];
  });
}

const FOUND_ANYWAY = new Set(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number']);
const KNOWN = new Set([
  ...FOUND_ANYWAY,
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
]);
