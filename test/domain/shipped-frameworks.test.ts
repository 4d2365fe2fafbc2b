import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { explain } from '../../src/domain/explanation.ts';
import { composeFeedback } from '../../src/domain/feedback.ts';
import { type Framework, parseFramework } from '../../src/domain/framework.ts';
import { parseRules } from '../../src/domain/rules.ts';
import { type Submission, scoreAppraisal, scorePreliminary } from '../../src/domain/score.ts';

const rules = parseRules(JSON.parse(readFileSync('prisma/rules.json', 'utf8')));
const shipped = ['pauh', 'kuranji', 'lampung', 'aceh', 'gerunggang', 'nasional'].map((key): [string, Framework] => [
  key,
  parseFramework(parse(readFileSync(`prisma/frameworks/${key}.yaml`, 'utf8'))),
]);

/** As many raters of every group as it takes to be heard, all giving the same level. */
const everyone = ({ groups, indicators }: Framework, level: number): Submission[] =>
  groups.flatMap(({ kind, minimum }) =>
    Array.from({ length: minimum }, (_, at) => ({
      group: kind,
      rater: `${kind}-${at}`,
      answers: Object.fromEntries(indicators.map(({ id }) => [id, { level }])),
    })),
  );

/** Shares of results and behaviour, in percent, as DOMAIN.md §1 gives the weights. */
const shares: Record<string, [number, number]> = {
  pauh: [80, 20],
  kuranji: [80, 20],
  lampung: [65, 35],
  aceh: [55, 45],
  gerunggang: [65, 35],
  // With the peers heard, as here; 70 to 30 without.
  nasional: [60, 40],
};

describe.each(shipped)('the framework %s', (key, framework) => {
  it.each([
    [1, 'SANGAT_KURANG'],
    [2, 'SANGAT_KURANG'],
    [3, 'BAIK'],
    [4, 'BAIK'],
    [5, 'SANGAT_BAIK'],
  ])('gives %i when everybody says so, and proposes %s', (level, predicate) => {
    const score = scoreAppraisal(framework, rules, everyone(framework, level));
    expect(score.total?.equals(level)).toBe(true);
    expect(score.hundred?.equals(level * 20)).toBe(true);
    expect(score.missing).toEqual([]);
    expect(score.proposed).toBe(predicate);
  });

  it('weighs results and behaviour as the text says', () => {
    const { sections } = scoreAppraisal(framework, rules, everyone(framework, 4));
    expect(sections.map(({ shareOfTotal }) => shareOfTotal.mul(100).valueOf())).toEqual(shares[key]);
  });

  it('gives a preliminary score, feedback and explanation to whatever the employee answered', () => {
    const ids = framework.indicators.map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: ids.length, maxLength: ids.length }),
        (levels) => {
          const answers = Object.fromEntries(
            ids.map((id, at) => [id, levels[at] === 0 ? ('not-observed' as const) : { level: levels[at] ?? 1 }]),
          );
          const score = scorePreliminary(framework, rules, { group: 'self', rater: 'me', answers });
          expect(score.preliminary).toBe(true);
          expect(explain(framework, rules, score).length).toBeGreaterThan(ids.length);
          const { strengths, improvements, steps } = composeFeedback(framework, score);
          expect(steps).toHaveLength(improvements.length);
          // Whoever answered anything at all is told something.
          expect(strengths.length + improvements.length > 0).toBe(levels.some((level) => level > 0));
        },
      ),
      { numRuns: 50 },
    );
  });
});
