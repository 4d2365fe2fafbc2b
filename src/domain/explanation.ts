import { type Exact, sum, zero } from './exact.ts';
import type { Expectation } from './expectation.ts';
import type { Framework, SectionId } from './framework.ts';
import type { GroupKind } from './group.ts';
import type { Localised } from './localised.ts';
import type { Predicate } from './predicate.ts';
import type { Rules } from './rules.ts';
import type { Gate, GroupPart, Missing, Score } from './score-json.ts';
import { indicatorWeights, shareOf } from './weight-share.ts';

/** One step of "bagaimana dihitung?". Values only: the view finds the words. Shares are 0 to 1; `weight` is the framework's own. */
export type ExplanationLine =
  | {
      readonly line: 'indicator';
      readonly id: string;
      readonly name: Localised;
      readonly weight: number;
      readonly score: Exact | null;
      readonly shareOfTotal: Exact;
      /** Only groups that rate this indicator. */
      readonly groups: readonly GroupPart[];
      /** Set when the work plan gave the score instead of the groups. */
      readonly planPercent: Exact | null;
    }
  | { readonly line: 'missing'; readonly name: Localised; readonly missing: Missing }
  /** The framework weighs its sections otherwise once a group was heard: what counts here, and what would count else. Shares are 0 to 1. */
  | {
      readonly line: 'weighting';
      readonly group: GroupKind;
      readonly heard: boolean;
      readonly shares: readonly SectionShare[];
      readonly otherwise: readonly SectionShare[];
    }
  /** Follows the missing parts: how much of the weight was present altogether. */
  | { readonly line: 'present'; readonly share: Exact }
  | {
      readonly line: 'section';
      readonly id: SectionId;
      readonly title: Localised;
      readonly score: Exact | null;
      readonly shareOfTotal: Exact;
    }
  | {
      readonly line: 'expectation';
      readonly id: SectionId;
      readonly title: Localised;
      readonly expectation: Expectation;
      readonly edges: Framework['expectation'];
    }
  | {
      readonly line: 'matrix';
      readonly results: Expectation;
      readonly behaviour: Expectation;
      readonly predicate: Predicate;
      readonly rule: string;
    }
  /** The matrix has no cell, because these sections have no score. */
  | { readonly line: 'no-predicate'; readonly sections: readonly Localised[]; readonly rule: string }
  | { readonly line: 'gate'; readonly name: Localised; readonly gate: Gate; readonly proposed: Predicate | null }
  | {
      readonly line: 'commendation';
      readonly name: Localised;
      readonly count: number;
      readonly points: number;
      readonly most: number;
    }
  | { readonly line: 'total'; readonly total: Exact; readonly top: number; readonly hundred: Exact }
  | { readonly line: 'number'; readonly number: NonNullable<Score['number']>; readonly rule: string }
  /** The framework has a number, but the plan's achievement or the behaviour section is not there yet. */
  | { readonly line: 'no-number'; readonly rule: string };

interface SectionShare {
  readonly title: Localised;
  readonly share: Exact;
}

/** Every number of a score in the order it was made, each with its rule (DOMAIN.md §2.9). `framework` is the one it was made with. */
export function explain(framework: Framework, rules: Rules, score: Score): ExplanationLine[] {
  const name = nameIn(framework);
  return [
    ...indicatorLines(framework, score),
    ...score.missing.map((missing): ExplanationLine => ({ line: 'missing', name: name(missing.indicator), missing })),
    ...(score.missing.length > 0 ? [{ line: 'present', share: score.presentShare } as const] : []),
    ...weightingLines(framework, score),
    ...sectionLines(framework, score),
    ...expectationLines(framework, score),
    matrixLine(framework, rules, score),
    ...(score.gate === null
      ? []
      : [{ line: 'gate', name: name(score.gate.indicator), gate: score.gate, proposed: score.proposed } as const]),
    ...commendationLines(framework, score),
    ...(score.total === null || score.hundred === null
      ? []
      : [{ line: 'total', total: score.total, top: score.top, hundred: score.hundred } as const]),
    ...numberLines(framework, rules, score),
  ];
}

function indicatorLines(framework: Framework, score: Score): ExplanationLine[] {
  return score.indicators.map(({ id, score, shareOfTotal, groups, planPercent }) => ({
    line: 'indicator',
    id,
    name: nameIn(framework)(id),
    weight: framework.indicators.find((indicator) => indicator.id === id)?.weight ?? 0,
    score,
    shareOfTotal,
    groups: groups.filter((part) => part.present || part.reason !== 'not-asked'),
    planPercent,
  }));
}

function weightingLines(framework: Framework, score: Score): ExplanationLine[] {
  const { sectionWeights } = framework.rules;
  if (sectionWeights === undefined) return [];
  const group = sectionWeights.heard;
  const heard = score.indicators.some(({ groups }) => groups.some((part) => part.kind === group && part.present));
  return [
    {
      line: 'weighting',
      group,
      heard,
      shares: sectionShares(framework, heard),
      otherwise: sectionShares(framework, !heard),
    },
  ];
}

function sectionShares(framework: Framework, isHeard: boolean): readonly SectionShare[] {
  const weights = indicatorWeights(framework, isHeard);
  const all = sum([...weights.values()]);
  return framework.sections.map(({ id, title }) => {
    const own = framework.indicators.flatMap((one) => (one.section === id ? [weights.get(one.id) ?? zero] : []));
    return { title, share: shareOf(sum(own), all) };
  });
}

function sectionLines(framework: Framework, score: Score): ExplanationLine[] {
  return score.sections.map(({ id, score, shareOfTotal }) => ({
    line: 'section',
    id,
    title: titleOf(framework, id),
    score,
    shareOfTotal,
  }));
}

function expectationLines(framework: Framework, score: Score): ExplanationLine[] {
  return score.sections.flatMap(({ id, expectation }): ExplanationLine[] =>
    expectation === null
      ? []
      : [{ line: 'expectation', id, title: titleOf(framework, id), expectation, edges: framework.expectation }],
  );
}

function matrixLine(framework: Framework, { predicateMatrix: { source } }: Rules, score: Score): ExplanationLine {
  if (score.matrix !== null) return { line: 'matrix', ...score.matrix, rule: source };
  const unscored = score.sections.filter((section) => section.score === null);
  return { line: 'no-predicate', sections: unscored.map(({ id }) => titleOf(framework, id)), rule: source };
}

function commendationLines(framework: Framework, { commendation }: Score): ExplanationLine[] {
  const rule = framework.rules.commendation;
  if (rule === undefined || commendation === null || commendation.count === 0) return [];
  return [{ line: 'commendation', name: nameIn(framework)(rule.indicator), ...commendation, most: rule.most }];
}

function numberLines(framework: Framework, { numberBands: { source } }: Rules, { number }: Score): ExplanationLine[] {
  if (framework.rules.number === undefined) return [];
  return [number === null ? { line: 'no-number', rule: source } : { line: 'number', number, rule: source }];
}

function nameIn(framework: Framework): (id: string) => Localised {
  return (id) => {
    const indicator = framework.indicators.find((one) => one.id === id);
    if (indicator === undefined)
      throw new Error(`The framework ${framework.key} has no indicator ${id}: not the one this score was made with`);
    return indicator.name;
  };
}

function titleOf(framework: Framework, id: SectionId): Localised {
  const section = framework.sections.find((one) => one.id === id);
  if (section === undefined)
    throw new Error(`The framework ${framework.key} has no section ${id}: not the one this score was made with`);
  return section.title;
}
