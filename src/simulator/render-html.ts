import type { TextEntity } from './chat-message.ts';
import type { FormattedText } from './parse-html.ts';

/** Writes formatted text as Telegram HTML; parsing the result gives the same text and entities. Entities found by themselves (links, commands) stay plain. */
export function renderHtml({ text, entities }: FormattedText): string {
  const tagged = entities.flatMap((entity) => {
    const tags = tagsOf(entity);
    return tags === null ? [] : [{ ...tags, start: entity.offset, end: entity.offset + entity.length }];
  });
  let html = '';
  const open: typeof tagged = [];
  for (let at = 0; at <= text.length; at += 1) {
    while (open.at(-1)?.end === at) html += open.pop()?.close ?? '';
    for (const tag of tagged.filter((candidate) => candidate.start === at)) {
      html += tag.open;
      open.push(tag);
    }
    html += escapeHtml(text.charAt(at));
  }
  return html;
}

/** Text that means itself in Telegram HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const SIMPLE: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  blockquote: 'blockquote',
};

function tagsOf(entity: TextEntity): { open: string; close: string } | null {
  const simple = SIMPLE[entity.type];
  if (simple !== undefined) return { open: `<${simple}>`, close: `</${simple}>` };
  switch (entity.type) {
    case 'pre':
      return entity.language === undefined
        ? { open: '<pre>', close: '</pre>' }
        : { open: `<pre><code class="language-${escapeHtml(entity.language)}">`, close: '</code></pre>' };
    case 'expandable_blockquote':
      return { open: '<blockquote expandable>', close: '</blockquote>' };
    case 'text_link':
      return { open: `<a href="${escapeHtml(entity.url ?? '')}">`, close: '</a>' };
    case 'text_mention':
      return { open: `<a href="tg://user?id=${entity.user?.id ?? 0}">`, close: '</a>' };
    case 'custom_emoji':
      return { open: `<tg-emoji emoji-id="${entity.custom_emoji_id ?? ''}">`, close: '</tg-emoji>' };
    default:
      return null;
  }
}
