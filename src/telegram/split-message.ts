import type { Outgoing } from './outgoing.ts';

/** Most characters Telegram takes in a message and in a caption, counted in UTF-16 units after the tags are taken out. */
export const messageLimit = 4096;
export const captionLimit = 1024;

/**
 * One message as the fewest that Telegram takes: cut at line ends where possible, formatting closed and opened again around a cut, buttons under the last part.
 * A file whose words do not fit into a caption goes ahead of them without any.
 */
export function splitMessage(message: Outgoing): readonly Outgoing[] {
  if (message.file && message.html.length > captionLimit && visibleLength(message.html) > captionLimit) {
    const { file, ...words } = message;
    return [{ html: '', keyboard: [], file, ...(message.protect && { protect: true }) }, ...splitMessage(words)];
  }
  const parts = splitHtml(message.html, messageLimit);
  return parts.map((html, index) =>
    index === parts.length - 1
      ? { ...message, html }
      : { html, keyboard: [], ...(message.protect && { protect: true }) },
  );
}

/** Telegram HTML in parts of at most `limit` visible characters each. Blanks around a cut are dropped: Telegram refuses a message of blanks only. */
export function splitHtml(html: string, limit: number): readonly string[] {
  // What fits with its tags fits without them: nearly every screen.
  if (html.length <= limit) return [html.trimEnd()];
  const parts: string[] = [];
  let open: string[] = [];
  let part = '';
  let length = 0;
  let blank = true;
  const close = () => {
    const closing = open.toReversed().map((tag) => `</${nameOf(tag)}>`);
    if (!blank) parts.push(part.trimEnd() + closing.join(''));
    part = open.join('');
    length = 0;
    blank = true;
  };
  for (const line of linesOf(html)) {
    if (length > 0 && length + visibleLength(line) > limit) close();
    for (const token of tokensOf(line)) {
      if (token.startsWith('</')) open = open.slice(0, -1);
      else if (token.startsWith('<')) open = [...open, token];
      else if (length + widthOf(token) > limit) close();
      const ink = widthOf(token) > 0 && token.trim() !== '';
      if (widthOf(token) > 0 && !ink && blank && parts.length > 0) continue;
      part += token;
      length += widthOf(token);
      if (ink) blank = false;
    }
  }
  if (!blank || parts.length === 0) parts.push(part.trimEnd());
  return parts;
}

/** Length as Telegram counts it: UTF-16 units without tags, an entity such as `&amp;` as one. */
export function visibleLength(html: string): number {
  return tokensOf(html).reduce((sum, token) => sum + widthOf(token), 0);
}

function linesOf(html: string): readonly string[] {
  return html.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Tags, entities and single characters (surrogate pairs kept together). */
function tokensOf(html: string): readonly string[] {
  return html.match(/<[^>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+);|[\s\S]/giu) ?? [];
}

function widthOf(token: string): number {
  if (token.startsWith('<') && token.length > 1) return 0;
  return token.startsWith('&') && token.length > 1 ? 1 : token.length;
}

function nameOf(tag: string): string {
  return /^<([a-z-]+)/i.exec(tag)?.[1] ?? 'b';
}
