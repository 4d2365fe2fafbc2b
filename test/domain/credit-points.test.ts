import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../src/domain/calendar.ts';
import { creditPoints } from '../../src/domain/credit-points.ts';
import { show } from '../../src/domain/exact.ts';
import { parseRules } from '../../src/domain/rules.ts';
import { productFile } from '../../src/root.ts';

const rules = parseRules(JSON.parse(readFileSync(productFile('prisma/rules.json'), 'utf8')));
const semester = { startsOn: calendarDate('2026-07-01'), endsOn: calendarDate('2026-12-31') };
const monthsFrom = (months: number) => ({
  startsOn: calendarDate('2026-01-01'),
  endsOn: calendarDate(months === 12 ? '2026-12-31' : '2026-02-28'),
});

describe('credit points', () => {
  it.each(rules.creditPoints.checks)('of $level, $predicate, $months months are what the rules say', (check) => {
    const found = creditPoints(rules, { grade: check.level, predicate: check.predicate, ...monthsFrom(check.months) });
    expect(found && show(found.points)).toBe(show(check.points));
    expect(found?.months).toBe(check.months);
  });

  it.each([
    ['AHLI_PERTAMA', 'SANGAT_BAIK', 12, '18.75'],
    ['Ahli Pertama', 'BAIK', 2, '2.08'],
  ] as const)('%s, %s, %i months are %s', (grade, predicate, months, points) => {
    const found = creditPoints(rules, { grade, predicate, ...monthsFrom(months) });
    expect(found && show(found.points)).toBe(points);
  });

  it.each([
    ['Ahli Pertama', '6.25'],
    ['ahli pertama (III/b)', '6.25'],
    ['Analis Kebijakan - Ahli  Muda', '12.50'],
    ['Terampil', '2.50'],
    ['Penyelia', '12.50'],
    ['PEMULA', '1.88'],
  ])('for a semester and the predicate Baik the grade %s gives %s', (grade, points) => {
    const found = creditPoints(rules, { grade, predicate: 'BAIK', ...semester });
    expect(found && show(found.points)).toBe(points);
  });

  it.each(['', 'III/c', 'Administrator', 'Pertamanan', 'Terampil / Mahir'])(
    'for the grade "%s" there are none',
    (grade) => {
      expect(creditPoints(rules, { grade, predicate: 'BAIK', ...semester })).toBeNull();
    },
  );

  it.each([
    ['2026-01-15', '2026-03-14', 2],
    ['2026-01-15', '2026-03-13', 1],
    ['2026-12-01', '2027-02-28', 3],
    ['2028-02-01', '2028-02-28', 0],
  ])('from %s to %s are %i whole months', (from, to, months) => {
    const dates = { startsOn: calendarDate(from), endsOn: calendarDate(to) };
    expect(creditPoints(rules, { grade: 'Mahir', predicate: 'BAIK', ...dates })?.months).toBe(months);
  });
});
