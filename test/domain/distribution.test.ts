import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCounts,
  comparePattern,
  noCounts,
  type PredicateCounts,
  shareOf,
  totalOf,
} from '../../src/domain/distribution.ts';
import { show } from '../../src/domain/exact.ts';
import { predicates } from '../../src/domain/predicate.ts';
import { fewestShown, protectFew, protectOnWay, protectTree, type UnitCounts } from '../../src/domain/protect-few.ts';
import { type OrganisationPredicate, parseRules } from '../../src/domain/rules.ts';
import { productFile } from '../../src/root.ts';

const { distribution } = parseRules(JSON.parse(readFileSync(productFile('prisma/rules.json'), 'utf8')));

/** Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang. */
function counts(...of: readonly [number, number, number, number, number]): PredicateCounts {
  return {
    SANGAT_BAIK: of[0],
    BAIK: of[1],
    BUTUH_PERBAIKAN: of[2],
    KURANG: of[3],
    SANGAT_KURANG: of[4],
  };
}

describe('the pattern of SE MenPANRB 3/2023', () => {
  it.each<[OrganisationPredicate, PredicateCounts, boolean[]]>([
    // At most 70 % Sangat Baik: seven of ten keep to it, 701 of 1,000 do not.
    ['ISTIMEWA', counts(7, 3, 0, 0, 0), [true]],
    ['ISTIMEWA', counts(701, 299, 0, 0, 0), [false]],
    ['ISTIMEWA', counts(0, 0, 0, 0, 1), [true]],
    // At most 70 % Baik, and somebody at Butuh Perbaikan or Kurang.
    ['BAIK', counts(2, 7, 1, 0, 0), [true, true]],
    ['BAIK', counts(2, 7, 0, 1, 0), [true, true]],
    ['BAIK', counts(3, 7, 0, 0, 0), [true, false]],
    ['BAIK', counts(2, 8, 0, 0, 0), [false, false]],
    // At least 60 % Butuh Perbaikan, at most 10 % Sangat Baik.
    ['BUTUH_PERBAIKAN', counts(1, 3, 6, 0, 0), [true, true]],
    ['BUTUH_PERBAIKAN', counts(2, 3, 5, 0, 0), [false, false]],
    ['BUTUH_PERBAIKAN', counts(100, 301, 599, 0, 0), [false, true]],
    // At least 60 % Kurang, at least 10 % Butuh Perbaikan, at most 10 % Sangat Baik.
    ['KURANG', counts(1, 2, 1, 6, 0), [true, true, true]],
    ['KURANG', counts(101, 200, 99, 600, 0), [true, false, false]],
    // At least 60 % Sangat Kurang, at least 10 % Kurang or Butuh Perbaikan, nobody Sangat Baik.
    ['SANGAT_KURANG', counts(0, 3, 0, 1, 6), [true, true, true]],
    ['SANGAT_KURANG', counts(0, 300, 50, 50, 600), [true, true, true]],
    ['SANGAT_KURANG', counts(1, 300, 50, 49, 600), [true, false, false]],
    ['SANGAT_KURANG', counts(0, 301, 0, 100, 599), [false, true, true]],
  ])('beside an organisation that is %s and %j: %j', (organisation, given, fits) => {
    expect(comparePattern(distribution, organisation, given).map((line) => line.fits)).toEqual(fits);
  });

  it('says nothing while nobody has a predicate', () => {
    expect(comparePattern(distribution, 'BAIK', noCounts)).toEqual([]);
  });

  it('has a share that is exact, and is rounded half up only to show', () => {
    const [line] = comparePattern(distribution, 'ISTIMEWA', counts(1, 2, 0, 0, 0));
    expect(line?.share.toFraction()).toBe('1/3');
    expect(show(shareOf(1, 3).mul(100))).toBe('33.33');
    expect(show(shareOf(2, 3).mul(100))).toBe('66.67');
    expect(show(shareOf(1, 800).mul(100))).toBe('0.13');
    expect(show(shareOf(0, 0))).toBe('0.00');
  });
});

const unit = (path: string, ...of: Parameters<typeof counts>): UnitCounts => ({ path, counts: counts(...of) });

describe('small groups', () => {
  it('are shown within their parent', () => {
    const { parts, rest } = protectFew(counts(0, 2, 0, 0, 0), [unit('A', 0, 5, 0, 0, 0), unit('B', 1, 1, 0, 0, 0)]);
    expect(parts.map(({ path }) => path)).toEqual(['A']);
    expect(rest).toEqual(counts(1, 3, 0, 0, 0));
  });

  it('take the smallest other unit with them when they could be had by subtraction', () => {
    const { parts, rest } = protectFew(noCounts, [
      unit('A', 0, 5, 0, 0, 0),
      unit('B', 0, 0, 1, 0, 0),
      unit('C', 3, 0, 0, 0, 0),
    ]);
    expect(parts.map(({ path }) => path)).toEqual(['A']);
    expect(rest).toEqual(counts(3, 0, 1, 0, 0));
  });

  it('are not reached by a forged way down either', () => {
    const top = { own: noCounts, below: [unit('Dinas', 2, 6, 1, 0, 0)] };
    const dinas = {
      own: counts(0, 3, 0, 0, 0),
      below: [unit('Dinas / A', 2, 2, 0, 0, 0), unit('Dinas / B', 0, 1, 1, 0, 0)],
    };
    const small = { own: counts(0, 1, 1, 0, 0), below: [] };
    expect(protectOnWay(['Dinas', 'Dinas / B'], [top, dinas, small])).toBeNull();
    expect(protectOnWay(['Dinas'], [top, dinas])?.rest).toEqual(counts(0, 4, 1, 0, 0));
    expect(protectOnWay([], [{ own: noCounts, below: [unit('Dinas', 1, 1, 0, 0, 0)] }])).toBeNull();
  });
});

const name = fc.constantFrom('A', 'B', 'C');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join(' / '));
const few = fc.constantFrom(0, 0, 0, 1, 1, 2, 5);
const anyCounts = fc.tuple(few, few, few, few, few).map((of) => counts(...of));
const organisation = fc.uniqueArray(fc.record({ path, counts: anyCounts }), {
  selector: (each) => each.path,
  maxLength: 25,
});

describe('whatever the organisation looks like', () => {
  it('every line, and every rest of a unit by subtraction, is nobody or at least three people', () => {
    fc.assert(
      fc.property(organisation, (units) => {
        const lines = protectTree(units);
        for (const line of lines) {
          expect(totalOf(line.counts)).toBeGreaterThanOrEqual(fewestShown);
          if (line.kind === 'rest') continue;
          const depth = line.kind === 'whole' ? 0 : line.path.split(' / ').length;
          const children = lines.filter(
            (each) =>
              each.kind === 'unit' &&
              each.path.split(' / ').length === depth + 1 &&
              (depth === 0 || each.path.startsWith(`${line.path} / `)),
          );
          const left = totalOf(line.counts) - children.reduce((sum, each) => sum + totalOf(each.counts), 0);
          expect(left === 0 || left >= fewestShown).toBe(true);
        }
      }),
    );
  });

  it('an export shows of a unit what its screen shows', () => {
    fc.assert(
      fc.property(organisation, path, (units, wanted) => {
        const names = wanted.split(' / ');
        const way = names.map((_, depth) => names.slice(0, depth + 1).join(' / '));
        const within = (above: string, at: string) => above === '' || at === above || at.startsWith(`${above} / `);
        const spreads = ['', ...way].map((above, depth) => {
          const parts = new Map<string, PredicateCounts>();
          for (const each of units.filter((one) => within(above, one.path) && totalOf(one.counts) > 0)) {
            const part = each.path
              .split(' / ')
              .slice(0, depth + 1)
              .join(' / ');
            parts.set(part, addCounts(parts.get(part) ?? noCounts, each.counts));
          }
          return {
            own: depth === 0 ? noCounts : (parts.get(above) ?? noCounts),
            below: [...parts].flatMap(([at, of]) => (at === above ? [] : [{ path: at, counts: of }])),
          };
        });
        const shown = protectOnWay(way, spreads);
        const line = protectTree(units).find((each) => each.kind === 'unit' && each.path === wanted);
        expect(shown === null).toBe(line === undefined);
        if (shown && line) for (const each of predicates) expect(shown.counts[each]).toBe(line.counts[each]);
      }),
    );
  });
});
