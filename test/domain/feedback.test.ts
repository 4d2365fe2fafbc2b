import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exact } from '../../src/domain/exact.ts';
import { explain } from '../../src/domain/explanation.ts';
import { composeFeedback } from '../../src/domain/feedback.ts';
import { parseRules } from '../../src/domain/rules.ts';
import { type Extras, type Submission, scoreAppraisal, scorePreliminary } from '../../src/domain/score.ts';
import { sampleFramework } from './sample-framework.ts';

const rules = parseRules(JSON.parse(readFileSync('prisma/rules.json', 'utf8')));
const raters = ['self', 'supervisor', 'peer'];
const ids = ['a', 'b', 'c', 'd'] as const;
/** Weights 40, 20, 20, 20; a and b are results, c and d behaviour. Self is shown beside. */
const framework = sampleFramework(
  [
    { kind: 'self', minimum: 1 },
    { kind: 'supervisor', weight: 60, minimum: 1 },
    { kind: 'peer', weight: 40, minimum: 3 },
  ],
  ids.map((id, at) => ({ id, section: at < 2 ? 'results' : 'behaviour', weight: at === 0 ? 40 : 20, raters })),
  {
    rules: {
      procedureGate: { indicator: 'c', group: 'supervisor', atMost: 2, predicate: 'KURANG' },
      commendation: { indicator: 'd', group: 'peer', points: 1, most: 3 },
    },
  },
);
type Levels = readonly (number | null)[];
const by = (group: Submission['group'], levels: Levels, rater = '1'): Submission => ({
  group,
  rater,
  answers: Object.fromEntries(
    ids.flatMap((id, at) => {
      const level = levels[at];
      return level === undefined ? [] : [[id, level === null ? ('not-observed' as const) : { level }]];
    }),
  ),
});
const scored = (supervisor: Levels, self: Levels = [], extras: Extras = {}) =>
  scoreAppraisal(framework, rules, [by('supervisor', supervisor), by('self', self)], extras);
const feedback = (supervisor: Levels, self: Levels = []) => composeFeedback(framework, scored(supervisor, self));
const named = (list: readonly { indicator: string }[]) => list.map(({ indicator }) => indicator);

describe('feedback', () => {
  it('quotes the level reached for what went well and the next level for what to improve', () => {
    const { strengths, improvements } = feedback([5, 2, 4, 3]);
    expect(strengths.map(({ indicator, reached, standing }) => [indicator, reached.text.en, standing])).toEqual([
      ['a', 'a at 5', 'solid'],
      ['c', 'c at 4', 'solid'],
    ]);
    expect(improvements.map(({ indicator, target, kind }) => [indicator, target.text.en, kind])).toEqual([
      ['b', 'b at 3', 'need'],
      ['d', 'd at 4', 'need'],
    ]);
  });

  it('takes the next step from the catalogue, by the level reached, and says whom to ask', () => {
    const { steps } = feedback([5, 2, 4, 3]);
    expect(steps.map(({ indicator, step, ask }) => [indicator, step.text.en, ask])).toEqual([
      ['b', 'b course', 'hr'],
      ['d', 'd coaching', 'peer'],
    ]);
    expect(feedback([3, 5, 5, 5]).steps).toMatchObject([
      { indicator: 'a', step: { kind: 'coaching' }, ask: 'supervisor' },
    ]);
  });

  it('breaks ties by weight, then by the framework’s order, and never names one thing twice', () => {
    const { strengths, improvements } = feedback([3, 3, 3, 3]);
    expect(named(strengths)).toEqual(['a', 'b']);
    expect(named(improvements)).toEqual(['c', 'd']);
  });

  it('offers growth above when all is high, and nothing when all is at the top', () => {
    const submissions = [
      by('supervisor', [5, 5, 5, 4]),
      ...['1', '2', '3'].map((rater) => by('peer', [5, 5, 5, 5], rater)),
    ];
    const high = composeFeedback(framework, scoreAppraisal(framework, rules, submissions));
    // d is (60·4 + 40·5)/100 = 4.4: above expectation, and level 4 reached
    expect(high.improvements).toMatchObject([
      { indicator: 'd', kind: 'polish', reached: { level: 4 }, target: { level: 5 } },
    ]);
    expect(high.steps).toMatchObject([{ indicator: 'd' }]);
    const top = feedback([5, 5, 5, 5]);
    expect([named(top.strengths), top.improvements, top.steps]).toEqual([['a', 'b'], [], []]);
  });

  it('still begins with the strongest when all is low, if it stands out', () => {
    const low = feedback([1, 2, 1, 1]);
    expect(low.strengths).toMatchObject([{ indicator: 'b', standing: 'relative', reached: { level: 2 } }]);
    expect(named(low.improvements)).toEqual(['a', 'c']);
  });

  it('does not call the lowest level a strength', () => {
    expect(feedback([1, 1, 1, 1]).strengths).toEqual([]);
    expect(named(feedback([1, 1, 1, 1]).improvements)).toEqual(['a', 'b']);
    expect(feedback([2, 2, 2, 2]).strengths).toEqual([]);
  });

  it('leaves out what nobody could judge, and names it', () => {
    const { strengths, improvements, unheard } = feedback([null, 4, 4, null]);
    expect([...named(strengths), ...named(improvements)]).toEqual(['b', 'c']);
    expect(named(unheard)).toEqual(['a', 'd']);
    const nothing = feedback([null, null, null, null]);
    expect([nothing.strengths, nothing.improvements, nothing.comparison, nothing.steps]).toEqual([[], [], [], []]);
  });

  it('compares self and others from a gap of one level on', () => {
    const { comparison } = feedback([5, 2, 4, 2], [4, 2, 2, 4]);
    // a: 4 to 5, one level lower: hidden strength. b: 2 and 2: agreed need. c: 2 to 4: hidden strength. d: 4 to 2: blind spot.
    expect(comparison.map(({ kind, indicator, gap }) => [kind, indicator, gap.toFraction()])).toEqual([
      ['hidden-strength', 'c', '-2'],
      ['hidden-strength', 'a', '-1'],
      ['blind-spot', 'd', '2'],
      ['agreed-need', 'b', '0'],
    ]);
  });

  it('does not count a gap just below one level', () => {
    const peers = ['1', '2', '3'].map((rater) => by('peer', [4, 4, 4, 4], rater));
    const one = peers.map((peer, at) => (at === 0 ? by('peer', [5, 5, 5, 5], '1') : peer));
    // others on a: (60·4 + 40·13/3)/100 = 4.1333…; self 5: the gap is 0.8666…, both high
    const score = scoreAppraisal(framework, rules, [by('supervisor', [4, 4, 4, 4]), by('self', [5, 3, 4, 4]), ...one]);
    const { comparison } = composeFeedback(framework, score);
    expect(comparison.find(({ indicator }) => indicator === 'a')).toMatchObject({ kind: 'agreed-strength' });
    // b: 3 to 4.1333…: 1.1333…
    expect(comparison.find(({ indicator }) => indicator === 'b')).toMatchObject({ kind: 'hidden-strength' });
  });

  it('after a self-assessment alone is marked preliminary and compares nothing', () => {
    const preliminary = composeFeedback(framework, scorePreliminary(framework, rules, by('self', [5, 2, 4, 3])));
    expect(preliminary.preliminary).toBe(true);
    expect(preliminary.comparison).toEqual([]);
    expect(named(preliminary.strengths)).toEqual(['a', 'c']);
    expect(named(preliminary.improvements)).toEqual(['b', 'd']);
  });
});

describe('an explanation', () => {
  it('goes through every step in order, each with its rule', () => {
    const extras = { commendations: 2, gate: { reasonGiven: true, evidenceGiven: true } };
    const lines = explain(framework, rules, scored([5, 5, 2, 5], [5, 5, 5, 5], extras));
    expect(lines.map(({ line }) => line)).toEqual([
      ...['indicator', 'indicator', 'indicator', 'indicator'],
      ...['missing', 'missing', 'missing', 'missing', 'present'],
      ...['section', 'section', 'expectation', 'expectation'],
      ...['matrix', 'gate', 'commendation', 'total'],
    ]);
    expect(lines[0]).toMatchObject({ line: 'indicator', id: 'a', weight: 40, shareOfTotal: exact('2/5') });
    expect(lines[4]).toMatchObject({
      line: 'missing',
      missing: { indicator: 'a', group: 'peer', reason: 'no-answer', weight: 40 },
    });
    expect(lines[8]).toEqual({ line: 'present', share: exact('3/5') });
    expect(lines[13]).toEqual({
      line: 'matrix',
      results: 'above',
      behaviour: 'meets',
      predicate: 'BAIK',
      rule: 'PermenPANRB 6/2022',
    });
    expect(lines[14]).toMatchObject({ line: 'gate', gate: { state: 'closed', limit: 'KURANG' }, proposed: 'KURANG' });
    expect(lines[15]).toMatchObject({ line: 'commendation', count: 2, points: 2, most: 3 });
    // (40·5 + 20·5 + 20·2 + 20·5)/100 = 4.4; on 100 it is 88, and 2 points for the commendations
    expect(lines[16]).toEqual({ line: 'total', total: exact('22/5'), top: 5, hundred: exact(90) });
  });

  it('says which section keeps the predicate from being proposed', () => {
    const lines = explain(framework, rules, scored([4, 4, null, null]));
    expect(lines.find(({ line }) => line === 'no-predicate')).toMatchObject({ sections: [{ en: 'Behaviour' }] });
  });

  it('is refused with another framework than the score was made with', () => {
    const other = { ...framework, indicators: framework.indicators.slice(1) };
    expect(() => explain(other, rules, scored([4, 4, 4, 4]))).toThrow(/not the one/);
  });
});
