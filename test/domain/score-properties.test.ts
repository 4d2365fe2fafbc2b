import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, sum } from '../../src/domain/exact.ts';
import { explain } from '../../src/domain/explanation.ts';
import { composeFeedback } from '../../src/domain/feedback.ts';
import { type Framework, parseFramework } from '../../src/domain/framework.ts';
import type { GroupKind } from '../../src/domain/group.ts';
import { parseRules } from '../../src/domain/rules.ts';
import { type Submission, scoreAppraisal } from '../../src/domain/score.ts';
import { scoreFromJson, scoreToJson } from '../../src/domain/score-json.ts';
import { frameworkData } from './sample-framework.ts';

const rules = parseRules(JSON.parse(readFileSync('prisma/rules.json', 'utf8')));
const kinds = ['self', 'supervisor', 'peer', 'citizen'] as const satisfies readonly GroupKind[];
const everyWeight = fc.integer({ min: 1, max: 100 });

/** A framework with two to seven indicators, any positive weights, and any groups that count. */
const frameworkArbitrary = fc
  .record({
    weights: fc.array(everyWeight, { minLength: 2, maxLength: 7 }),
    groupWeights: fc.tuple(everyWeight, everyWeight, everyWeight, everyWeight),
    sectionWeights: fc.boolean(),
  })
  .map(({ weights, groupWeights, sectionWeights }) => build(weights, groupWeights, sectionWeights));

interface Built {
  readonly framework: Framework;
  readonly scaled: (by: number) => Framework;
}

function build(weights: number[], groupWeights: readonly number[], sectionWeights: boolean): Built {
  const make = (times: number) =>
    parseFramework(
      frameworkData(
        kinds.map((kind, at) => ({
          kind,
          weight: (groupWeights[at] ?? 1) * times,
          minimum: { self: 1, supervisor: 1, peer: 3, citizen: 10 }[kind],
        })),
        weights.map((weight, at) => ({
          id: `i${at}`,
          section: at % 2 === 0 ? 'results' : 'behaviour',
          weight: weight * times,
          raters: kinds,
        })),
        sectionWeights
          ? {
              rules: {
                sectionWeights: {
                  heard: 'peer',
                  weights: [
                    { section: 'results', weight: 60 * times },
                    { section: 'behaviour', weight: 40 * times },
                  ],
                },
              },
            }
          : {},
      ),
    );
  return { framework: make(1), scaled: make };
}

const answerArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }).map((level) => ({ level })) },
  { weight: 1, arbitrary: fc.constant('not-observed' as const) },
);
const submissionsArbitrary: fc.Arbitrary<Submission[]> = fc
  .tuple(
    ...[1, 1, 5, 12].map((maxLength) =>
      fc.array(fc.array(answerArbitrary, { minLength: 7, maxLength: 7 }), { maxLength }),
    ),
  )
  .map((groups) =>
    groups.flatMap((raters, at) =>
      raters.map((answers, number) => ({
        group: kinds[at] ?? 'self',
        rater: `${at}-${number}`,
        answers: Object.fromEntries(answers.map((answer, indicator) => [`i${indicator}`, answer])),
      })),
    ),
  );
const caseArbitrary = fc.tuple(frameworkArbitrary, submissionsArbitrary);

describe('whatever the framework and the answers', () => {
  it('a score stays on the scale and its shares sum to one exactly', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.nat(9), ([{ framework }, submissions], commendations) => {
        const score = scoreAppraisal(framework, rules, submissions, { commendations });
        for (const value of [
          score.total,
          ...score.indicators.map((one) => one.score),
          ...score.sections.map((one) => one.score),
        ])
          expect(value === null || (value.gte(1) && value.lte(5))).toBe(true);
        expect(score.hundred === null || (score.hundred.gte(20) && score.hundred.lte(100))).toBe(true);
        expect(sum(score.indicators.map(({ shareOfTotal }) => shareOfTotal)).equals(score.total === null ? 0 : 1)).toBe(
          true,
        );
        expect(sum(score.sections.map(({ shareOfTotal }) => shareOfTotal)).equals(score.total === null ? 0 : 1)).toBe(
          true,
        );
        for (const { groups, score: value } of score.indicators)
          expect(sum(groups.map((part) => (part.present ? part.share : exact(0)))).equals(value === null ? 0 : 1)).toBe(
            true,
          );
        expect(score.presentShare.gte(0) && score.presentShare.lte(1)).toBe(true);
        expect(score.presentShare.equals(1)).toBe(score.missing.length === 0);
      }),
    );
  });

  it('the total is the sections’ weighted mean, and the sections are their indicators’', () => {
    fc.assert(
      fc.property(caseArbitrary, ([{ framework }, submissions]) => {
        const { sections, total, indicators } = scoreAppraisal(framework, rules, submissions);
        fc.pre(total !== null);
        const again = sum(
          sections.flatMap(({ score, shareOfTotal }) => (score === null ? [] : [score.mul(shareOfTotal)])),
        );
        const direct = sum(
          indicators.flatMap(({ score, shareOfTotal }) => (score === null ? [] : [score.mul(shareOfTotal)])),
        );
        expect(total?.equals(again)).toBe(true);
        expect(total?.equals(direct)).toBe(true);
      }),
    );
  });

  it('a better answer never makes a total worse', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.nat(100), fc.nat(6), ([{ framework }, submissions], whose, which) => {
        fc.pre(submissions.length > 0);
        const at = whose % submissions.length;
        const id = `i${which}`;
        const answer = submissions[at]?.answers[id];
        fc.pre(answer !== undefined && answer !== 'not-observed' && answer.level < 5);
        const level = typeof answer === 'object' ? answer.level + 1 : 5;
        const better = submissions.map((one, place) =>
          place === at ? { ...one, answers: { ...one.answers, [id]: { level } } } : one,
        );
        const before = scoreAppraisal(framework, rules, submissions);
        const after = scoreAppraisal(framework, rules, better);
        fc.pre(before.total !== null);
        expect(before.total !== null && after.total?.gte(before.total)).toBe(true);
        for (const [place, section] of before.sections.entries())
          expect(section.score === null || after.sections[place]?.score?.gte(section.score)).toBe(true);
      }),
    );
  });

  it('only the relation of weights matters, not their size', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.integer({ min: 2, max: 50 }), ([{ framework, scaled }, submissions], times) => {
        const one = scoreToJson(scoreAppraisal(framework, rules, submissions));
        const many = scoreToJson(scoreAppraisal(scaled(times), rules, submissions));
        expect([many.total, many.sections, many.presentShare]).toEqual([one.total, one.sections, one.presentShare]);
      }),
    );
  });

  it('the order in which raters answered does not matter', () => {
    fc.assert(
      fc.property(
        caseArbitrary.chain(([built, submissions]) =>
          fc.tuple(
            fc.constant(built),
            fc.constant(submissions),
            fc.shuffledSubarray(submissions, { minLength: submissions.length }),
          ),
        ),
        ([{ framework }, submissions, shuffled]) => {
          expect(scoreToJson(scoreAppraisal(framework, rules, shuffled))).toEqual(
            scoreToJson(scoreAppraisal(framework, rules, submissions)),
          );
        },
      ),
    );
  });

  it('a group that is absent everywhere might as well not be in the framework', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.constantFrom(...kinds), ([{ framework }, submissions], absent) => {
        const without = {
          ...framework,
          groups: framework.groups.filter(({ kind }) => kind !== absent),
          indicators: framework.indicators.map((one) => ({
            ...one,
            raters: one.raters.filter((kind) => kind !== absent),
          })),
        };
        const heard = submissions.filter((one) => one.group !== absent);
        const a = scoreAppraisal(framework, rules, heard);
        const b = scoreAppraisal(without, rules, heard);
        expect(scoreToJson(b).total).toBe(scoreToJson(a).total);
        expect(scoreToJson(b).sections).toEqual(scoreToJson(a).sections);
      }),
    );
  });

  it('a score that was stored is read back the same', () => {
    fc.assert(
      fc.property(caseArbitrary, ([{ framework }, submissions]) => {
        const score = scoreAppraisal(framework, rules, submissions);
        const stored: unknown = JSON.parse(JSON.stringify(scoreToJson(score)));
        expect(scoreToJson(scoreFromJson(stored))).toEqual(stored);
        expect(scoreFromJson(stored)).toEqual(score);
      }),
    );
  });

  it('feedback names at most two of each, none twice, every need with a target above and a next step', () => {
    fc.assert(
      fc.property(caseArbitrary, ([{ framework }, submissions]) => {
        const feedback = composeFeedback(framework, scoreAppraisal(framework, rules, submissions));
        expect(feedback.strengths.length).toBeLessThanOrEqual(2);
        expect(feedback.improvements.length).toBeLessThanOrEqual(2);
        const named = [...feedback.strengths, ...feedback.improvements].map(({ indicator }) => indicator);
        expect(new Set(named).size).toBe(named.length);
        for (const { reached, target } of feedback.improvements) expect(target.level).toBe(reached.level + 1);
        expect(feedback.steps.map(({ indicator }) => indicator)).toEqual(
          feedback.improvements.map(({ indicator }) => indicator),
        );
        for (const { score } of feedback.strengths)
          for (const need of feedback.improvements) expect(score.gte(need.score)).toBe(true);
      }),
    );
  });

  it('an explanation has a line for each indicator and each section, in the framework’s order', () => {
    fc.assert(
      fc.property(caseArbitrary, ([{ framework }, submissions]) => {
        const lines = explain(framework, rules, scoreAppraisal(framework, rules, submissions));
        expect(lines.flatMap((line) => (line.line === 'indicator' ? [line.id] : []))).toEqual(
          framework.indicators.map(({ id }) => id),
        );
        expect(lines.flatMap((line) => (line.line === 'section' ? [line.id] : []))).toEqual(
          framework.sections.map(({ id }) => id),
        );
      }),
    );
  });
});
