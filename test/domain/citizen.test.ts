import { describe, expect, it } from 'vitest';
import { needsReading, normalWord } from '../../src/domain/citizen-comment.ts';
import { ratingsNeeded } from '../../src/domain/citizen-figure.ts';

const words = new Set(['anjing', 'goblok'].map(normalWord));

describe('a comment', () => {
  it.each(['dasar 4nj1ng', 'GOBLOOOOK!', 'a n j i n g', 'lihat t.me/promo', 'telp 0812 3456 7890', 'tanya @akun_saya'])(
    '"%s" is read by HR first',
    (text) => expect(needsReading(text, words)).toBe(true),
  );

  it.each(['Antrean 741 cepat sekali', 'Loket 3 buka 08.00-16.00', 'Petugasnya ramah. Terima kasih'])(
    '"%s" is not held back',
    (text) => expect(needsReading(text, words)).toBe(false),
  );
});

it.each([
  [0, 0, 10],
  [0, 9, 1],
  [0, 10, 0],
  [4, 0, 7],
  [5, 5, 2],
])('with %i ratings of the half-year before and %i of this one it takes %i more', (before, now, needed) =>
  expect(ratingsNeeded({ before, now })).toBe(needed),
);
