import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { achievementLevel, itemAchievement, planAchievement, type WorkItem } from '../../src/domain/achievement.ts';
import { exact } from '../../src/domain/exact.ts';
import { expectationOf } from '../../src/domain/expectation.ts';
import { performanceNumber } from '../../src/domain/number.ts';
import { parseRules } from '../../src/domain/rules.ts';

const data: unknown = JSON.parse(readFileSync('prisma/rules.json', 'utf8'));
const rules = parseRules(data);
const { cap } = rules.numberBands;
const points = [
  { percent: 0, level: 1 },
  { percent: 60, level: 2 },
  { percent: 80, level: 3 },
  { percent: 100, level: 4 },
  { percent: 120, level: 5 },
];
const item = (target: string, realised: string, better: 'higher' | 'lower' = 'higher', weight = 1): WorkItem => ({
  kind: 'measured',
  weight,
  target,
  realised,
  better,
});
const percent = (one: WorkItem) => {
  const value = itemAchievement(one, cap);
  return value === 'zero-target' ? value : value.toFraction();
};

describe('the achievement of a work item', () => {
  it.each([
    ['nothing done', item('50', '0'), '0'],
    ['the target met', item('50', '50'), '100'],
    ['the target beaten by a fifth', item('50', '60'), '120'],
    ['the target beaten by half, capped', item('50', '75'), '120'],
    ['a third more than a third', item('3', '1'), '100/3'],
    ['decimals', item('0.3', '0.1'), '100/3'],
    ['lower is better: 10 days instead of 8', item('8', '10', 'lower'), '80'],
    ['lower is better: 8 days instead of 10, capped', item('10', '8', 'lower'), '120'],
    ['lower is better: none at all', item('10', '0', 'lower'), '120'],
    ['a target of zero needs a yes/no item', item('0', '3'), 'zero-target'],
    ['a target of zero where less is better, too', item('0', '0', 'lower'), 'zero-target'],
    ['yes', { kind: 'yes-no', weight: 1, done: true }, '100'],
    ['no', { kind: 'yes-no', weight: 1, done: false }, '0'],
  ] satisfies [string, WorkItem, string][])('%s: %#', (_, one, wanted) => {
    expect(percent(one)).toBe(wanted);
  });

  it('is never negative', () => {
    expect(() => percent(item('5', '-1'))).toThrow(/never negative/);
  });

  it('is weighted in the plan', () => {
    // (3·100 + 1·0)/4 = 75
    expect(planAchievement([item('5', '5', 'higher', 3), item('5', '0', 'higher', 1)], cap)?.toFraction()).toBe('75');
    expect(planAchievement([], cap)).toBeNull();
  });

  it.each([
    ['0', '1'],
    ['30', '3/2'],
    ['60', '2'],
    ['70', '5/2'],
    ['80', '3'],
    ['100', '4'],
    ['110', '9/2'],
    ['120', '5'],
    ['150', '5'],
  ])('%s percent is level %s', (percentage, level) => {
    expect(achievementLevel(exact(percentage), points).toFraction()).toBe(level);
  });
});

describe('the number of PP 30/2019', () => {
  /** Plan and behaviour both at this number, so that the weighted number is it, too. */
  const at = (number: string, innovation: boolean) =>
    performanceNumber(
      {
        planPercent: exact(number),
        behaviour: exact(number).div(120).mul(5),
        top: 5,
        peersHeard: false,
        innovation,
        innovationFor: 'SANGAT_BAIK',
      },
      rules.numberBands,
    );
  it.each([
    ['120', true, 'SANGAT_BAIK', null],
    ['110', true, 'SANGAT_BAIK', null],
    ['110', false, 'BAIK', 'SANGAT_BAIK'],
    ['109.999', true, 'BAIK', null],
    ['90', false, 'BAIK', null],
    ['89.995', true, 'BUTUH_PERBAIKAN', null],
    ['70', false, 'BUTUH_PERBAIKAN', null],
    ['69.999', false, 'KURANG', null],
    ['50', false, 'KURANG', null],
    ['49.999', false, 'SANGAT_KURANG', null],
    ['0', false, 'SANGAT_KURANG', null],
  ])('%s with innovation %s is %s', (number, innovation, predicate, heldBack) => {
    expect(at(number, innovation)).toMatchObject({ predicate, heldBack });
    expect(at(number, innovation).value.equals(exact(number))).toBe(true);
  });
});

describe('an expectation', () => {
  const edges = { below: '2.75', above: '4.25' };
  it.each([
    ['2.7499999999', 'below'],
    ['2.75', 'meets'],
    ['4.2499999999', 'meets'],
    ['4.25', 'above'],
    ['1', 'below'],
    ['5', 'above'],
  ])('of %s is %s, compared before rounding', (score, expectation) => {
    expect(expectationOf(exact(score), edges)).toBe(expectation);
  });
});

describe('the national rules', () => {
  it('are read with their decimals exact', () => {
    expect(rules.numberBands.weights.withoutPeers.plan.toFraction()).toBe('7/10');
    expect(rules.objection.days).toBe(14);
  });
  it('are refused when a cell of the matrix is missing', () => {
    const { predicateMatrix } = rules;
    const { 'below/below': _, ...eight } = predicateMatrix.cells;
    const broken = { ...Object(data), predicateMatrix: { ...predicateMatrix, cells: eight } };
    expect(() => parseRules(broken)).toThrow(/below\/below/);
  });
});
