import type { TextEntity } from './chat-message.ts';
import { isSpace, Scanner } from './html-scanner.ts';

/** Text without tags, and what the tags meant. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** The text is not Telegram HTML; `message` is Telegram's own wording without the prefix "can't parse entities: ". */
export class HtmlError extends Error {}

interface OpenTag {
  readonly name: string;
  readonly argument: string;
  readonly offset: number;
}

const TAGS: Readonly<Record<string, string>> = {
  a: 'text_link',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

/**
 * Reads Telegram HTML as the Bot API server does: the same tags, entities and error texts, offsets of errors in UTF-8 bytes, offsets of entities in UTF-16
 * code units. Throws `HtmlError`.
 */
export function parseHtml(html: string): FormattedText {
  const scanner = new Scanner(html);
  const open: OpenTag[] = [];
  const entities: TextEntity[] = [];
  while (!scanner.atEnd()) {
    if (scanner.peek() === '&' && scanner.takeEntity()) continue;
    if (scanner.peek() !== '<') scanner.takeCharacter();
    else if (scanner.peek(1) === '/') closeTag(scanner, open, entities);
    else open.push(openTag(scanner));
  }
  const last = open.at(-1);
  if (last !== undefined) throw new HtmlError(`Can't find end tag corresponding to start tag "${last.name}"`);
  return { text: scanner.output, entities: sortEntities(entities) };
}

/** Entities in the order Telegram reports them: by offset, the longer first. */
export function sortEntities(entities: readonly TextEntity[]): TextEntity[] {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function openTag(scanner: Scanner): OpenTag {
  const begin = scanner.byteOffset();
  scanner.skip(1);
  const name = scanner.takeWhile((c) => !isSpace(c) && c !== '>').toLowerCase();
  if (scanner.atEnd()) throw new HtmlError(`Unclosed start tag at byte offset ${begin}`);
  if (!Object.hasOwn(TAGS, name)) throw new HtmlError(`Unsupported start tag "${name}" at byte offset ${begin}`);
  let argument = '';
  for (;;) {
    scanner.takeWhile(isSpace);
    if (scanner.peek() === '>') break;
    if (scanner.atEnd()) throw new HtmlError(`Unclosed start tag "${name}" at byte offset ${begin}`);
    const attribute = scanner.takeWhile((c) => !isSpace(c) && c !== '=' && c !== '>');
    if (attribute === '') throw new HtmlError(`Empty attribute name in the tag "${name}" at byte offset ${begin}`);
    scanner.takeWhile(isSpace);
    if (scanner.atEnd()) throw new HtmlError(`Unclosed start tag "${name}" at byte offset ${begin}`);
    if (scanner.peek() !== '=') {
      if (name === 'blockquote' && attribute === 'expandable') argument = 'expandable';
      continue;
    }
    scanner.skip(1);
    scanner.takeWhile(isSpace);
    if (scanner.atEnd()) throw new HtmlError(`Unclosed start tag "${name}" at byte offset ${begin}`);
    const value = attributeValue(scanner);
    if (scanner.atEnd()) throw new HtmlError(`Unclosed start tag at byte offset ${begin}`);
    argument = meaningOf(name, attribute, value) ?? argument;
  }
  if (name === 'span' && argument !== 'spoiler') {
    throw new HtmlError(`Tag "span" must have class "tg-spoiler" at byte offset ${begin}`);
  }
  scanner.skip(1);
  return { name, argument, offset: scanner.output.length };
}

function attributeValue(scanner: Scanner): string {
  const quote = scanner.peek();
  if (quote === '"' || quote === "'") {
    scanner.skip(1);
    const value = scanner.takeQuoted(quote);
    return value;
  }
  const begin = scanner.byteOffset();
  const value = scanner.takeWhile((c) => /[A-Za-z0-9.-]/.test(c)).toLowerCase();
  if (!scanner.atEnd() && !isSpace(scanner.peek()) && scanner.peek() !== '>') {
    throw new HtmlError(`Unexpected end of name token at byte offset ${begin}`);
  }
  return value;
}

function meaningOf(tag: string, attribute: string, value: string): string | null {
  if (tag === 'a' && attribute === 'href') return value;
  if (tag === 'code' && attribute === 'class' && value.startsWith('language-')) return value.slice('language-'.length);
  if (tag === 'span' && attribute === 'class' && value.startsWith('tg-')) return value.slice('tg-'.length);
  if (tag === 'tg-emoji' && attribute === 'emoji-id') return value;
  if (tag === 'blockquote' && attribute === 'expandable') return 'expandable';
  return null;
}

function closeTag(scanner: Scanner, open: OpenTag[], entities: TextEntity[]): void {
  const begin = scanner.byteOffset();
  const tag = open.pop();
  if (tag === undefined) throw new HtmlError(`Unexpected end tag at byte offset ${begin}`);
  scanner.skip(2);
  const name = scanner.takeWhile((c) => !isSpace(c) && c !== '>').toLowerCase();
  scanner.takeWhile(isSpace);
  if (scanner.peek() !== '>') throw new HtmlError(`Unclosed end tag at byte offset ${begin}`);
  if (name !== '' && name !== tag.name) {
    throw new HtmlError(`Unmatched end tag at byte offset ${begin}, expected "</${tag.name}>", found "</${name}>"`);
  }
  scanner.skip(1);
  const length = scanner.output.length - tag.offset;
  if (length === 0) return;
  const entity = entityOf(tag, length, scanner.output.slice(tag.offset), entities);
  if (entity !== null) entities.push(entity);
}

function entityOf(tag: OpenTag, length: number, inside: string, entities: TextEntity[]): TextEntity | null {
  const base = { offset: tag.offset, length };
  const type = TAGS[tag.name] ?? tag.name;
  switch (tag.name) {
    case 'a':
      return linkEntity(tag.argument === '' ? inside : tag.argument, base);
    case 'tg-emoji':
      if (!isEmojiId(tag.argument)) throw new HtmlError('Invalid custom emoji identifier specified');
      return { type, ...base, custom_emoji_id: tag.argument };
    case 'blockquote':
      return { type: tag.argument === 'expandable' ? 'expandable_blockquote' : type, ...base };
    case 'pre': {
      const code = entities.at(-1);
      if (
        code?.type !== 'code' ||
        code.language === undefined ||
        code.offset !== tag.offset ||
        code.length !== length
      ) {
        return { type, ...base };
      }
      entities.pop();
      return { type, ...base, language: code.language };
    }
    case 'code':
      return tag.argument === '' ? { type, ...base } : { type, ...base, language: tag.argument };
    default:
      return { type, ...base };
  }
}

function linkEntity(target: string, base: { offset: number; length: number }): TextEntity | null {
  const user = /^tg:(?:\/\/)?user\?id=(\d+)$/i.exec(target);
  if (user?.[1] !== undefined) return { type: 'text_mention', ...base, user: { id: Number(user[1]) } };
  const url = checkedLink(target);
  return url === null ? null : { type: 'text_link', ...base, url };
}

/** The link as Telegram keeps it (`example.org` becomes `http://example.org/`), or null where it is none. */
function checkedLink(target: string): string | null {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(target) && !/^[^/]*:\d/.test(target) ? target : `http://${target}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  if (!['http:', 'https:', 'tg:', 'ton:', 'tonsite:'].includes(url.protocol)) return null;
  const plainHost = url.hostname === 'localhost' || url.hostname.startsWith('[');
  if (url.protocol.startsWith('http') && !plainHost && !url.hostname.includes('.')) return null;
  return url.href;
}

function isEmojiId(value: string): boolean {
  return /^-?\d{1,19}$/.test(value) && BigInt(value) !== 0n && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}
