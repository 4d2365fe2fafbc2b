import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/simulator/parse-html.ts';
import { escapeHtml, renderHtml } from '../../src/simulator/render-html.ts';

describe('Telegram HTML', () => {
  it.each([
    ['<b>a</b>', 'bold'],
    ['<strong>a</strong>', 'bold'],
    ['<i>a</i>', 'italic'],
    ['<em>a</em>', 'italic'],
    ['<u>a</u>', 'underline'],
    ['<ins>a</ins>', 'underline'],
    ['<s>a</s>', 'strikethrough'],
    ['<strike>a</strike>', 'strikethrough'],
    ['<del>a</del>', 'strikethrough'],
    ['<span class="tg-spoiler">a</span>', 'spoiler'],
    ['<tg-spoiler>a</tg-spoiler>', 'spoiler'],
    ['<code>a</code>', 'code'],
    ['<pre>a</pre>', 'pre'],
    ['<blockquote>a</blockquote>', 'blockquote'],
    ['<blockquote expandable>a</blockquote>', 'expandable_blockquote'],
    ['<B >a</b >', 'bold'],
  ])('%s means %s', (html, type) => {
    expect(parseHtml(html)).toEqual({ text: 'a', entities: [{ type, offset: 0, length: 1 }] });
  });

  it('keeps the target of a link, the language of code and the id of an emoji', () => {
    expect(parseHtml('<a href="https://example.org/?a=1&amp;b=2">x</a>').entities).toEqual([
      { type: 'text_link', offset: 0, length: 1, url: 'https://example.org/?a=1&b=2' },
    ]);
    expect(parseHtml('<pre><code class="language-sql">x</code></pre>').entities).toEqual([
      { type: 'pre', offset: 0, length: 1, language: 'sql' },
    ]);
    expect(parseHtml('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>').entities).toEqual([
      { type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' },
    ]);
    expect(parseHtml('<a href="tg://user?id=7">x</a>').entities).toEqual([
      { type: 'text_mention', offset: 0, length: 1, user: { id: 7 } },
    ]);
  });

  it.each([
    '<pre><code class="language-sql">SELECT 1</code></pre>',
    '<pre>a &lt; b</pre>',
    '<blockquote expandable>a</blockquote>',
    '<a href="https://example.org/?a=1&amp;b=2">x</a>',
    '<a href="tg://user?id=7">x</a>',
    '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
    '<b>a<i>b</i></b><code>c</code>',
  ])('%s is written out as it was read', (html) => {
    expect(renderHtml(parseHtml(html))).toBe(html);
  });

  it('turns an unusable link into plain text without complaint', () => {
    expect(parseHtml('<a href="not a link">x</a>')).toEqual({ text: 'x', entities: [] });
  });

  it('decodes the four names and numbers, and leaves any other ampersand alone', () => {
    expect(parseHtml('&lt;&gt;&amp;&quot;&#39;&#x1F600; &nbsp; &copy; A & B').text).toBe(
      '<>&"\'😀 &nbsp; &copy; A & B',
    );
  });

  it('counts offsets in UTF-16 code units', () => {
    expect(parseHtml('😀<b>é</b>').entities).toEqual([{ type: 'bold', offset: 2, length: 1 }]);
  });

  it('drops an entity around nothing', () => {
    expect(parseHtml('<b></b>x')).toEqual({ text: 'x', entities: [] });
  });

  it.each([
    ['<x>a</x>', 'Unsupported start tag "x" at byte offset 0'],
    ['é<script>', 'Unsupported start tag "script" at byte offset 2'],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['<br/>', 'Unsupported start tag "br/" at byte offset 0'],
    ['nilai <3', 'Unclosed start tag at byte offset 6'],
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b><i>test</b></i>', 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<a href', 'Unclosed start tag "a" at byte offset 0'],
    ['<a ="x">', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<a href=x_y>', 'Unexpected end of name token at byte offset 8'],
    ['<span class="red">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>', 'Invalid custom emoji identifier specified'],
  ])('refuses %s', (html, words) => {
    expect(() => parseHtml(html)).toThrow(words);
  });

  it('reads any escaped text back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseHtml(escapeHtml(text))).toEqual({ text, entities: [] });
      }),
    );
  });

  it('means the same after being written out again', () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string().map(escapeHtml),
        fc
          .tuple(fc.constantFrom('b', 'i', 'u', 's', 'tg-spoiler'), tie('tree'))
          .map(([tag, inside]) => `<${tag}>${inside}</${tag}>`),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => a + b),
        tie('tree').map((inside) => `<a href="https://example.org/">${inside}</a>`),
      ),
    }));
    fc.assert(
      fc.property(tree, (html) => {
        const once = parseHtml(html);
        const again = parseHtml(renderHtml(once));
        expect(again.text).toBe(once.text);
        expect(new Set(again.entities.map((entity) => JSON.stringify(entity)))).toEqual(
          new Set(once.entities.map((entity) => JSON.stringify(entity))),
        );
      }),
    );
  });
});
