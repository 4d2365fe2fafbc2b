import { escapeHtml } from '../i18n/escape-html.ts';
import type { RawEntity } from './raw-update.ts';

/**
 * Text with Telegram's entities as Telegram HTML: escaped once, tags properly nested, entities that partly overlap split in two. Entities
 * that HTML needs no tag for (mentions, links Telegram finds by itself) or that a bot may not send (custom emoji) leave their plain text.
 */
export function entitiesToHtml(text: string, entities: readonly RawEntity[]): string {
  const spans = entities.flatMap((entity) => span(entity, text.length));
  return render(text, 0, text.length, spans.sort(outerFirst));
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly open: string;
  readonly close: string;
  /** Code, in which Telegram allows no other tag. */
  readonly literal: boolean;
}

function outerFirst(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

function render(text: string, start: number, end: number, spans: readonly Span[]): string {
  let html = '';
  let at = start;
  let waiting = spans;
  for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
    const outer = first;
    const others = waiting.slice(1);
    const inner = others
      .filter((other) => other.start < outer.end)
      .map((other) => ({ ...other, end: Math.min(other.end, outer.end) }));
    html += escapeHtml(text.slice(at, outer.start));
    html += outer.open + render(text, outer.start, outer.end, outer.literal ? [] : inner) + outer.close;
    at = outer.end;
    waiting = others
      .filter((other) => other.end > outer.end)
      .map((other) => ({ ...other, start: Math.max(other.start, outer.end) }))
      .sort(outerFirst);
  }
  return html + escapeHtml(text.slice(at, end));
}

function span(entity: RawEntity, length: number): Span[] {
  const tag = tagOf(entity);
  const start = Math.max(0, entity.offset);
  const end = Math.min(length, entity.offset + entity.length);
  return tag === null || start >= end ? [] : [{ start, end, literal: false, ...tag }];
}

type Tag = Pick<Span, 'open' | 'close'> & Partial<Pick<Span, 'literal'>>;

function tagOf(entity: RawEntity): Tag | null {
  switch (entity.type) {
    case 'bold':
      return { open: '<b>', close: '</b>' };
    case 'italic':
      return { open: '<i>', close: '</i>' };
    case 'underline':
      return { open: '<u>', close: '</u>' };
    case 'strikethrough':
      return { open: '<s>', close: '</s>' };
    case 'spoiler':
      return { open: '<tg-spoiler>', close: '</tg-spoiler>' };
    case 'blockquote':
      return { open: '<blockquote>', close: '</blockquote>' };
    case 'expandable_blockquote':
      return { open: '<blockquote expandable>', close: '</blockquote>' };
    case 'code':
      return { open: '<code>', close: '</code>', literal: true };
    case 'pre':
      return entity.language === undefined
        ? { open: '<pre>', close: '</pre>', literal: true }
        : {
            open: `<pre><code class="language-${escapeHtml(entity.language)}">`,
            close: '</code></pre>',
            literal: true,
          };
    case 'text_link':
      return entity.url === undefined ? null : { open: `<a href="${escapeHtml(entity.url)}">`, close: '</a>' };
    case 'text_mention':
      return entity.user === undefined ? null : { open: `<a href="tg://user?id=${entity.user.id}">`, close: '</a>' };
    default:
      return null;
  }
}
