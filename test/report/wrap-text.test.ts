import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapText } from '../../src/report/wrap-text.ts';

it('cuts between words', () => {
  expect(wrapText('Kreativitas memecahkan masalah', { most: 20, lines: 4 })).toEqual([
    'Kreativitas',
    'memecahkan masalah',
  ]);
});

it('cuts a word only where it is longer than a line', () => {
  expect(wrapText('di ketidakberpihakannya', { most: 10, lines: 4 })).toEqual(['di', 'ketidakber', 'pihakannya']);
});

it('says with three dots that something is left out', () => {
  expect(wrapText('satu dua tiga empat', { most: 5, lines: 2 })).toEqual(['satu', 'dua…']);
});

it('keeps every line within its length and loses nothing that fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, most) => {
      const lines = wrapText(text, { most, lines: 1000 });
      expect(lines.every((line) => [...line].length <= most)).toBe(true);
      const without = (shown: string) => shown.replace(/[\s\p{Cc}]/gu, '');
      expect(without(lines.join(''))).toBe(without(text));
      const few = wrapText(text, { most, lines: 2 });
      expect(few.length).toBeLessThanOrEqual(2);
      expect(few.every((line) => [...line].length <= most)).toBe(true);
    }),
  );
});
