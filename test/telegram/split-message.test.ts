import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../src/telegram/outgoing.ts';
import {
  captionLimit,
  messageLimit,
  splitHtml,
  splitMessage,
  visibleLength,
} from '../../src/telegram/split-message.ts';

/** What a reader sees: tags out, entities read. */
function visible(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

/** Tags still open at the end; throws where one is closed that was not the last opened. */
function openTags(html: string): readonly string[] {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z-]+)[^>]*>/g)) {
    if (slash === '') open.push(name);
    else if (open.pop() !== name) throw new Error(`</${name}> closes something else in ${html}`);
  }
  return open;
}

/** Each visible character with the formatting it stands in, blanks left out: cutting must change neither. */
function formatted(parts: readonly string[]): readonly string[] {
  return parts.flatMap((html) => {
    const open: string[] = [];
    return (html.match(/<[^>]*>|&[a-z]+;|[\s\S]/gu) ?? []).flatMap((token) => {
      if (token.startsWith('</')) open.pop();
      else if (token.startsWith('<')) open.push(token);
      else if (token.trim() !== '') return [`${open.join('')}${token}`];
      return [];
    });
  });
}

const tags: readonly (readonly [string, string])[] = [
  ['<b>', '</b>'],
  ['<i>', '</i>'],
  ['<tg-spoiler>', '</tg-spoiler>'],
  ['<a href="https://contoh.go.id/?a=1&amp;b=2">', '</a>'],
  ['<pre><code class="language-ts">', '</code></pre>'],
  ['<blockquote expandable>', '</blockquote>'],
];
const letters = fc
  .array(
    fc.constantFrom(
      'a',
      'é',
      'panjang ',
      ' ',
      '\n',
      '\n\n',
      '&lt;',
      '&amp;',
      '&quot;',
      '🌾',
      '👩🏽‍🌾',
      'baris penuh kata\n',
    ),
    {
      maxLength: 25,
    },
  )
  .map((parts) => parts.join(''));
const { html } = fc.letrec<{ html: string; node: string }>((tie) => ({
  html: fc.array(tie('node'), { maxLength: 6 }).map((nodes) => nodes.join('')),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    letters,
    fc.tuple(fc.constantFrom(...tags), tie('html')).map(([[open, close], inner]) => `${open}${inner}${close}`),
  ),
}));

describe('a text too long for one message', () => {
  it('comes in parts that fit, with nothing lost and every formatting kept', () => {
    fc.assert(
      fc.property(html, fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const parts = splitHtml(text, limit);
        expect(formatted(parts)).toEqual(formatted([text]));
        for (const part of parts) {
          expect(visibleLength(part)).toBeLessThanOrEqual(limit);
          expect(openTags(part)).toEqual([]);
          // A sign cut into halves would not survive UTF-8.
          expect(Buffer.from(part, 'utf8').toString('utf8')).toBe(part);
          // Telegram refuses a message without text.
          if (parts.length > 1) expect(visible(part).trim()).not.toBe('');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is one part as it is where it fits', () => {
    fc.assert(
      fc.property(html, (text) => {
        expect(splitHtml(text, 10_000)).toEqual([text.trimEnd()]);
      }),
    );
  });

  it('loses only blanks at the ends of parts', () => {
    const lines = Array.from({ length: 40 }, (_, at) => `baris ke-${at}`);
    expect(splitHtml(lines.join('\n'), 100).join('\n')).toBe(lines.join('\n'));
  });

  it('is cut at a line’s end where there is one', () => {
    expect(splitHtml('satu dua\ntiga empat', 12)).toEqual(['satu dua', 'tiga empat']);
    expect(splitHtml('<b>satu dua\ntiga</b> empat', 12)).toEqual(['<b>satu dua</b>', '<b>tiga</b> empat']);
  });

  it('cuts neither a sign of two code units nor an entity', () => {
    expect(splitHtml('🌾🌾🌾', 5)).toEqual(['🌾🌾', '🌾']);
    expect(splitHtml('a&amp;&lt;b', 2)).toEqual(['a&amp;', '&lt;b']);
  });

  it('never leaves a message of blanks only', () => {
    expect(splitHtml(`satu${'\n'.repeat(500)}dua`, 100)).toEqual(['satu', 'dua']);
  });
});

describe('the length Telegram counts', () => {
  it('leaves tags out, takes an entity as one and an emoji as two', () => {
    expect(visibleLength('<b>a&amp;b</b>')).toBe(3);
    expect(visibleLength('<a href="https://contoh.go.id">🌾</a>')).toBe(2);
    expect(visibleLength('')).toBe(0);
    expect(visibleLength('a < b & c')).toBe(9);
  });
});

describe('a message', () => {
  const keyboard = [[{ text: 'Ya', data: 'ya' }]];
  const file = { as: 'photo', fileId: 'photo-1' } as const;

  it('goes as it is where it fits', () => {
    const message: Outgoing = { html: 'a'.repeat(messageLimit), keyboard, protect: true };
    expect(splitMessage(message)).toEqual([message]);
  });

  it('carries its buttons under the last part, and protects all', () => {
    const parts = splitMessage({ html: 'a'.repeat(messageLimit + 1), keyboard, protect: true });
    expect(parts).toEqual([
      { html: 'a'.repeat(messageLimit), keyboard: [], protect: true },
      { html: 'a', keyboard, protect: true },
    ]);
  });

  it('keeps words that fit as the caption of its file', () => {
    const message: Outgoing = { html: `<b>${'a'.repeat(captionLimit)}</b>`, keyboard, file };
    expect(splitMessage(message)).toEqual([message]);
  });

  it('sends the file ahead when its words are too long for a caption', () => {
    const words = 'a'.repeat(captionLimit + 1);
    expect(splitMessage({ html: words, keyboard, file, protect: true })).toEqual([
      { html: '', keyboard: [], file, protect: true },
      { html: words, keyboard, protect: true },
    ]);
  });

  it('sends a file alone without words', () => {
    expect(splitMessage({ html: '', keyboard: [], file })).toEqual([{ html: '', keyboard: [], file }]);
  });
});
