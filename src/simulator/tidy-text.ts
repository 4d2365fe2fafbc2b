import type { TextEntity } from './chat-message.ts';
import { type FormattedText, sortEntities } from './parse-html.ts';

/**
 * What Telegram's server does to every text before it is kept: carriage returns go, other control characters become spaces, white space at both ends is cut
 * (entities move along), and links, addresses, mentions, hashtags and commands are found and marked.
 */
export function tidyText(raw: FormattedText): FormattedText {
  const kept = withoutCarriageReturns(raw);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const clean = kept.text.replace(/[\u0000-\u0009\u000b-\u001f]/g, ' ');
  const text = clean.trim();
  const cut = clean.length - clean.trimStart().length;
  const entities = kept.entities.flatMap((entity) => {
    const start = Math.max(entity.offset - cut, 0);
    const end = Math.min(entity.offset + entity.length - cut, text.length);
    return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
  });
  return { text, entities: sortEntities([...entities, ...findEntities(text, entities)]) };
}

function withoutCarriageReturns({ text, entities }: FormattedText): FormattedText {
  if (!text.includes('\r')) return { text, entities };
  const before = (offset: number): number => text.slice(0, offset).replaceAll('\r', '').length;
  return {
    text: text.replaceAll('\r', ''),
    entities: entities.map((entity) => {
      const offset = before(entity.offset);
      return { ...entity, offset, length: before(entity.offset + entity.length) - offset };
    }),
  };
}

const FOUND: readonly { type: string; pattern: RegExp }[] = [
  { type: 'url', pattern: /(?<![\p{L}\p{N}_/])https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'’]/gu },
  { type: 'email', pattern: /(?<![\p{L}\p{N}._-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu },
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_.])@[A-Za-z]\w{3,31}/gu },
  { type: 'bot_command', pattern: /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\p{L}\p{N}_/])/gu },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu },
];

function findEntities(text: string, marked: readonly TextEntity[]): TextEntity[] {
  const taken = marked.filter(({ type }) => ['code', 'pre', 'text_link', 'text_mention'].includes(type));
  const found: TextEntity[] = [];
  for (const { type, pattern } of FOUND) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (![...taken, ...found].some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return found;
}

function overlap(a: TextEntity, b: TextEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
