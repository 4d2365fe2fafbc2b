import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, sum } from '../../src/domain/exact.ts';
import { checkPlanTemplates, templateColumns } from '../../src/domain/plan-template.ts';
import { readDecimal } from '../../src/domain/read-decimal.ts';
import { achievementOf, itemShares, type PlanItem, planLimits, planStanding } from '../../src/domain/work-plan.ts';

const cap = exact(120);
const item = (given: Partial<PlanItem>): PlanItem => ({
  id: 1,
  kind: 'main',
  aspect: 'quantity',
  title: 'Arsip',
  target: '10',
  unit: 'berkas',
  direction: 'higher',
  weight: 1,
  realised: null,
  ...given,
});

describe('what a plan gives for the score', () => {
  const half = item({ realised: '5' });
  const silent = item({ direction: 'lower' });

  it('is nothing before it is agreed', () => {
    expect(planStanding(null, true, cap)).toEqual({ state: 'not-agreed' });
    expect(planStanding([], true, cap)).toEqual({ state: 'not-agreed' });
  });

  it('waits for every item before the end, and counts the silent ones as 0 % after it, also where less is better', () => {
    expect(planStanding([half, silent], false, cap)).toEqual({ state: 'unreported', reported: 1, all: 2 });
    // (50 + 0) / 2
    expect(planStanding([half, silent], true, cap)).toEqual({ state: 'scored', percent: exact(25) });
  });

  it('is the weighted mean of the items, each capped', () => {
    const items = [
      item({ realised: '15', weight: 3 }),
      item({ realised: '40', direction: 'lower', weight: 2 }),
      item({ target: null, direction: 'yes-no', realised: 'yes', weight: 1 }),
      item({ target: null, direction: 'yes-no', realised: 'no', weight: 1 }),
    ];
    // 150 → 120; 10/40 = 25; 100; 0: (3 × 120 + 2 × 25 + 100 + 0) / 7 = 510/7
    expect(planStanding(items, false, cap)).toEqual({ state: 'scored', percent: exact('510/7') });
    expect(items.map((each) => achievementOf(each, cap)?.toFraction())).toEqual(['120', '25', '100', '0']);
    expect(achievementOf(silent, cap)).toBeNull();
  });

  it('has shares that make one exactly, whatever the weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: planLimits.weight }), { minLength: 1, maxLength: 20 }),
        (weights) => {
          expect(sum(itemShares(weights.map((weight) => ({ weight }))))).toEqual(exact(1));
        },
      ),
    );
  });
});

describe('a number a person writes', () => {
  it.each([
    ['12', '12'],
    ['12,5', '12.5'],
    ['12.5', '12.5'],
    ['012,50', '12.5'],
    ['1.500', '1500'],
    ['1.500.000', '1500000'],
    ['1.500,25', '1500.25'],
    ['1 500', '1500'],
    ['0,750', '0.75'],
    ['0', '0'],
    ['0,0', '0'],
  ])('%s is %s', (written, meant) => {
    expect(readDecimal(written)).toBe(meant);
  });

  it.each(['', '-1', 'dua', '1,2,3', '1.2.3', '12 berkas', '1e3', '.5', '5,', '1234567890123', '0,00001', '½'])(
    '%j is none',
    (written) => {
      expect(readDecimal(written)).toBeNull();
    },
  );
});

describe('a file of templates', () => {
  const header = [...templateColumns];
  const row = (...cells: string[]) => cells;
  const check = (rows: readonly (readonly string[])[], names: readonly string[] = header) =>
    checkPlanTemplates({
      headerRow: 1,
      header: names,
      rows: rows.map((cells, index) => ({ row: index + 2, cells })),
    });
  const good = row('Guru', 'utama', 'kualitas', 'Ketuntasan', '85', 'persen', 'naik', '40');

  it('gives each position its items in the order of the file', () => {
    const checked = check([
      good,
      row(' guru  piket', 'TAMBAHAN', 'Waktu', 'Tepat', '2,5', 'hari', 'turun', '1'),
      row('Guru', 'proyek', 'biaya', 'Kebun', '', '', 'ya-tidak', '60'),
    ]);
    expect(checked).toMatchObject({
      ok: true,
      templates: [
        { position: 'Guru', items: [{ title: 'Ketuntasan' }, { title: 'Kebun', direction: 'yes-no', target: null }] },
        { position: 'guru piket', items: [{ kind: 'additional', target: '2.5', direction: 'lower' }] },
      ],
    });
  });

  it.each([
    ['kind-unknown', row('Guru', 'pokok', 'kualitas', 'A', '1', 'x', 'naik', '1')],
    ['aspect-unknown', row('Guru', 'utama', 'mutu', 'A', '1', 'x', 'naik', '1')],
    ['direction-unknown', row('Guru', 'utama', 'biaya', 'A', '1', 'x', 'atas', '1')],
    ['target-wrong', row('Guru', 'utama', 'biaya', 'A', 'satu', 'x', 'naik', '1')],
    ['target-zero', row('Guru', 'utama', 'biaya', 'A', '0,0', 'x', 'turun', '1')],
    ['target-with-yes-no', row('Guru', 'utama', 'biaya', 'A', '1', '', 'ya/tidak', '1')],
    ['weight-wrong', row('Guru', 'utama', 'biaya', 'A', '1', 'x', 'naik', '0')],
    ['missing', row('', 'utama', 'biaya', 'A', '1', 'x', 'naik', '1')],
    ['missing', row('Guru', 'utama', 'biaya', 'A', '1', '', 'naik', '1')],
    ['too-long', row('Guru', 'utama', 'biaya', 'A'.repeat(201), '1', 'x', 'naik', '1')],
    ['too-many-cells', row('Guru', 'utama', 'biaya', 'A', '1', 'x', 'naik', '1', 'lebih')],
  ])('names %s with its row', (code, cells) => {
    expect(check([good, cells])).toMatchObject({ ok: false, problems: [{ code, row: 3 }] });
  });

  it('refuses a header that is not the one, an empty file, and more items than a plan holds', () => {
    expect(check([good], [...header.slice(0, 7), 'berat', 'jabatan'])).toMatchObject({
      problems: [
        { code: 'column-unknown', column: 'berat' },
        { code: 'column-twice', column: 'jabatan' },
        { code: 'column-missing', column: 'bobot' },
      ],
    });
    expect(check([])).toMatchObject({ problems: [{ code: 'missing' }] });
    expect(check(Array.from({ length: planLimits.items + 2 }, () => good))).toMatchObject({
      problems: [{ code: 'too-many-items', row: planLimits.items + 2 }],
    });
  });
});
