import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entitiesToHtml } from '../../src/telegram/entities-to-html.ts';

describe('text with formatting', () => {
  it.each([
    ['plain text is escaped once', 'a < b & "c"', [], 'a &lt; b &amp; &quot;c&quot;'],
    ['bold', 'hasil baik', [{ type: 'bold', offset: 6, length: 4 }], 'hasil <b>baik</b>'],
    [
      'italic inside bold',
      'satu dua tiga',
      [
        { type: 'italic', offset: 5, length: 3 },
        { type: 'bold', offset: 0, length: 13 },
      ],
      '<b>satu <i>dua</i> tiga</b>',
    ],
    [
      'entities that partly overlap are split so that tags nest',
      'abcdef',
      [
        { type: 'bold', offset: 0, length: 4 },
        { type: 'italic', offset: 2, length: 4 },
      ],
      '<b>ab<i>cd</i></b><i>ef</i>',
    ],
    [
      'two on the same stretch',
      'abc',
      [
        { type: 'bold', offset: 0, length: 3 },
        { type: 'underline', offset: 0, length: 3 },
      ],
      '<b><u>abc</u></b>',
    ],
    [
      'offsets count UTF-16 units, so emoji before them do not shift tags',
      '🌟🌟 ya',
      [{ type: 'bold', offset: 5, length: 2 }],
      '🌟🌟 <b>ya</b>',
    ],
    [
      'a link keeps its address, escaped',
      'lihat',
      [{ type: 'text_link', offset: 0, length: 5, url: 'https://a.id/?x=1&y="2"' }],
      '<a href="https://a.id/?x=1&amp;y=&quot;2&quot;">lihat</a>',
    ],
    [
      'a person without a username',
      'Budi',
      [{ type: 'text_mention', offset: 0, length: 4, user: { id: 7 } }],
      '<a href="tg://user?id=7">Budi</a>',
    ],
    [
      'code with a language',
      'x<1',
      [{ type: 'pre', offset: 0, length: 3, language: 'ts' }],
      '<pre><code class="language-ts">x&lt;1</code></pre>',
    ],
    [
      'nothing is nested in code',
      'abc',
      [
        { type: 'code', offset: 0, length: 3 },
        { type: 'bold', offset: 1, length: 1 },
      ],
      '<code>abc</code>',
    ],
    [
      'a long quotation',
      'kata',
      [{ type: 'expandable_blockquote', offset: 0, length: 4 }],
      '<blockquote expandable>kata</blockquote>',
    ],
    [
      'what needs no tag and what is unknown leave their text',
      '@budi #a',
      [
        { type: 'mention', offset: 0, length: 5 },
        { type: 'new_kind', offset: 6, length: 2 },
      ],
      '@budi #a',
    ],
    [
      'an entity beyond the text ends with it',
      'ab',
      [{ type: 'spoiler', offset: 1, length: 9 }],
      'a<tg-spoiler>b</tg-spoiler>',
    ],
  ])('%s', (_, text, entities, html) => {
    expect(entitiesToHtml(text, entities)).toBe(html);
  });

  it('always nests its tags and loses no letter, whatever the entities', () => {
    const types = ['bold', 'italic', 'underline', 'code', 'pre', 'spoiler', 'blockquote', 'unknown'];
    const entity = fc.record({ type: fc.constantFrom(...types), offset: fc.nat(12), length: fc.nat(12) });
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.array(entity, { maxLength: 6 }), (text, entities) => {
        const html = entitiesToHtml(text, entities);
        expect(plain(html.replace(/<[^>]*>/g, ''))).toBe(text);
        expect(isNested(html)).toBe(true);
      }),
    );
  });
});

function plain(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function isNested(html: string): boolean {
  const open: string[] = [];
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z-]+)[^>]*>/g)) {
    if (slash === '') open.push(name ?? '');
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}
