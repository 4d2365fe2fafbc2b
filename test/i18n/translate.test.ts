import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translate, translatePlain } from '../../src/i18n/translate.ts';
import { say } from '../../src/i18n/words.ts';

describe('words in a language', () => {
  it('speaks Indonesian and English', () => {
    expect(translate('id', say('rating.not-observed'))).toBe('Tidak dapat menilai');
    expect(translate('en', say('rating.not-observed'))).not.toBe('Tidak dapat menilai');
    expect(translate('en', { id: 'Mutu', en: 'Quality' })).toBe('Quality');
  });

  it('escapes what a person or a framework wrote exactly once, however deep it stands', () => {
    const name = '<b>Ani & "Budi"</b>';
    const escaped = '&lt;b&gt;Ani &amp; &quot;Budi&quot;&lt;/b&gt;';
    expect(translate('id', name)).toBe(escaped);
    expect(translate('id', { id: name, en: name })).toBe(escaped);
    expect(translate('id', say('evidence.item-kept', { name }))).toBe(`📎 ${escaped} dicatat.`);
    const nested = say('summary.line', {
      number: 1,
      indicator: say('rating.point', { point: name }),
      answer: { list: [name, say('rating.point', { point: name })], by: ', ' },
      marks: '',
    });
    expect(translate('id', nested)).toBe(`1. • ${escaped}: <b>${escaped}, • ${escaped}</b>`);
  });

  it('leaves formatting alone where it is formatting', () => {
    expect(translate('id', say('evidence.example', { text: { html: '<b>cepat</b> &amp; rapi' } }))).toBe(
      '💬 <i><b>cepat</b> &amp; rapi</i>',
    );
  });

  it('joins lists by line breaks, or by what is asked', () => {
    expect(translate('id', ['a', ['b', 'c'], ''])).toBe('a\nb\nc\n');
    expect(translate('id', { list: ['a', 'b'], by: ' · ' })).toBe('a · b');
    expect(translate('id', [])).toBe('');
  });

  it('writes decimals with the comma of Indonesian and the point of English', () => {
    expect(translate('id', { decimal: '3.67' })).toBe('3,67');
    expect(translate('en', { decimal: '3.67' })).toBe('3.67');
    expect(translate('id', { decimal: '100' })).toBe('100');
    expect(translate('id', 4)).toBe('4');
  });

  it.each([
    ['2026-01-01', '1 Januari 2026', '1 January 2026'],
    ['2026-08-17', '17 Agustus 2026', '17 August 2026'],
    ['2028-02-29', '29 Februari 2028', '29 February 2028'],
    ['2026-12-31', '31 Desember 2026', '31 December 2026'],
  ])('writes the date %s in words', (date, id, en) => {
    expect(translate('id', { date })).toBe(id);
    expect(translate('en', { date })).toBe(en);
  });

  it.each([
    ['Asia/Jakarta', '31 Desember 2026 23.30 WIB', '31 December 2026 23:30 WIB'],
    ['Asia/Makassar', '1 Januari 2027 00.30 WITA', '1 January 2027 00:30 WITA'],
    ['Asia/Jayapura', '1 Januari 2027 01.30 WIT', '1 January 2027 01:30 WIT'],
  ])('shows an instant as the clocks of %s do, with the day of that zone', (zone, id, en) => {
    expect(translate('id', { at: '2026-12-31T16:30:00Z', zone })).toBe(id);
    expect(translate('en', { at: '2026-12-31T16:30:00Z', zone })).toBe(en);
  });

  it('gives plain text for buttons and file names', () => {
    const name = '<b>A & "B"</b> &amp; &lt;';
    expect(translatePlain('id', name)).toBe(name);
    expect(translatePlain('id', say('summary.change-one', { number: 2, indicator: name }))).toBe(`✏️ 2. ${name}`);
    expect(translatePlain('id', say('rating.question', { indicator: 'A', description: 'B' }))).toBe('A\nB');
  });

  it('throws for a gap nobody filled: a bug must not reach a person', () => {
    expect(() => translate('id', say('evidence.item-kept'))).toThrow('{{name}}');
    expect(() => translate('en', say('summary.line', { number: 1 }))).toThrow('Nothing was given');
  });

  it('still fills the next text after one that had a gap', () => {
    expect(() => translate('id', say('evidence.item-kept'))).toThrow();
    expect(translate('id', say('evidence.item-kept', { name: 'a.pdf' }))).toBe('📎 a.pdf dicatat.');
  });
});

describe('what a person typed', () => {
  const hostile = [
    '{{name}}',
    '{{- name}}',
    '{{text}} {{number}}',
    '$t(rating.not-observed)',
    '$t(summary.line, {"number": 1})',
    '$t({{name}})',
    '{{name, uppercase}}',
    '$&',
    "$1 $$ $` $'",
    '__proto__',
    '}}{{',
    '%{name}',
  ];

  it.each(hostile)('is shown as typed and never filled or looked up again: %s', (typed) => {
    expect(translate('id', say('evidence.example', { text: { html: typed } }))).toBe(`💬 <i>${typed}</i>`);
    expect(translatePlain('id', say('evidence.item-kept', { name: typed }))).toBe(`📎 ${typed} dicatat.`);
    const line = say('summary.line', { number: 1, indicator: { html: typed }, answer: { html: typed }, marks: '' });
    expect(translate('id', line)).toBe(`1. ${typed}: <b>${typed}</b>`);
    expect(translate('id', say('evidence.example', { text: line }))).toBe(`💬 <i>1. ${typed}: <b>${typed}</b></i>`);
  });

  it('comes out of the plain form as it went in, whatever it is', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...hostile),
      fc.stringMatching(/^[$t({}<>&;"a-z)]{0,20}$/),
    );
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(translatePlain('id', a)).toBe(a);
        expect(translatePlain('en', say('summary.change-one', { number: 1, indicator: [a, b] }))).toBe(
          `✏️ 1. ${a}\n${b}`,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('cannot be a parameter that changes how a text is found', () => {
    for (const name of [
      'count',
      'context',
      'lng',
      'lngs',
      'ns',
      'defaultValue',
      'replace',
      'interpolation',
      'returnObjects',
      'joinArrays',
    ]) {
      expect(translate('id', say('evidence.item-kept', { name: 'a', [name]: '1' }))).toBe('📎 a dicatat.');
    }
  });
});
