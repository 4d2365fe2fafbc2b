import { type Comparison, compareSelfAndOthers } from './comparison.ts';
import { type Exact, exact } from './exact.ts';
import type { Framework, Growth, Indicator } from './framework.ts';
import type { Localised } from './localised.ts';
import type { Score } from './score-json.ts';

/** Something that went well, with the description of the level that was reached. */
export interface Strength {
  readonly indicator: string;
  readonly name: Localised;
  readonly score: Exact;
  readonly reached: { readonly level: number; readonly text: Localised };
  /** `relative`: still below expectation, but clearly the strongest of this person's own. */
  readonly standing: 'solid' | 'relative';
}

/** Something to work on, with the next level's description as the target. */
export interface Improvement {
  readonly indicator: string;
  readonly name: Localised;
  readonly score: Exact;
  readonly reached: { readonly level: number; readonly text: Localised };
  readonly target: { readonly level: number; readonly text: Localised };
  /** `polish`: already above expectation; offered only when nothing else asks for work. */
  readonly kind: 'need' | 'polish';
}

/** One thing to do for an improvement, and whom to ask about it. */
export interface NextStep {
  readonly indicator: string;
  readonly name: Localised;
  readonly step: Growth;
  readonly ask: 'supervisor' | 'peer' | 'hr';
}

/** Feedback as values in the order it is told: strengths first (DOMAIN.md §3). */
export interface Feedback {
  readonly preliminary: boolean;
  readonly strengths: readonly Strength[];
  readonly improvements: readonly Improvement[];
  readonly comparison: readonly Comparison[];
  readonly steps: readonly NextStep[];
  /** Indicators nobody could judge: neither strength nor need, something to talk about. */
  readonly unheard: readonly { readonly indicator: string; readonly name: Localised }[];
}

/** A person can work on two things at a time. */
const most = 2;

/**
 * Feedback from a score by rules alone. Ties are broken by the heavier indicator, then by the framework's order. An indicator is never
 * both strength and improvement; where there are few, at least half stay open for improvement. When everything is below
 * expectation the strongest is still told first, if it really stands out: quoting the lowest level as a strength would be mockery.
 */
export function composeFeedback(framework: Framework, score: Score): Feedback {
  const rated = ratedIndicators(framework, score);
  const strengths = strengthsOf(framework, rated);
  const improvements = improvementsOf(
    framework,
    rated.filter(({ indicator }) => !strengths.some((strength) => strength.indicator === indicator.id)),
  );
  return {
    preliminary: score.preliminary,
    strengths,
    improvements,
    comparison: score.preliminary ? [] : compareSelfAndOthers(framework, score),
    steps: improvements.flatMap(({ indicator, reached }) => nextStep(framework, indicator, reached.level)),
    unheard: framework.indicators
      .filter(({ id }) => !rated.some(({ indicator }) => indicator.id === id))
      .map(({ id, name }) => ({ indicator: id, name })),
  };
}

interface Rated {
  readonly indicator: Indicator;
  readonly score: Exact;
}

/** Best first; the framework's order is kept among equals because the sort is stable. */
function ratedIndicators(framework: Framework, score: Score): Rated[] {
  return framework.indicators
    .flatMap((indicator) => {
      const value = score.indicators.find(({ id }) => id === indicator.id)?.score ?? null;
      return value === null ? [] : [{ indicator, score: value }];
    })
    .sort((a, b) => b.score.compare(a.score) || b.indicator.weight - a.indicator.weight);
}

function strengthsOf({ expectation }: Framework, rated: readonly Rated[]): Strength[] {
  const enough = exact(expectation.below);
  const solid = rated.filter(({ score }) => score.gte(enough));
  const strongest = rated[0];
  const weakest = rated.at(-1);
  const relative =
    solid.length === 0 && strongest !== undefined && weakest !== undefined && strongest.score.gt(weakest.score)
      ? [strongest]
      : [];
  return [...solid.slice(0, Math.min(most, Math.ceil(rated.length / 2))), ...relative].flatMap((one): Strength[] => {
    const { reached } = levelsAround(one);
    return reached === undefined || reached.level === lowestOf(one)
      ? []
      : [{ ...headOf(one), reached, standing: one.score.gte(enough) ? 'solid' : 'relative' }];
  });
}

/** Weakest first, heavier first among equals. Below-top is a need until it is above expectation. */
function improvementsOf({ expectation }: Framework, rated: readonly Rated[]): Improvement[] {
  const above = exact(expectation.above);
  const open = [...rated]
    .sort((a, b) => a.score.compare(b.score) || b.indicator.weight - a.indicator.weight)
    .flatMap((one): Improvement[] => {
      const { reached, next } = levelsAround(one);
      if (reached === undefined || next === undefined) return [];
      return [{ ...headOf(one), reached, target: next, kind: one.score.lt(above) ? 'need' : 'polish' }];
    });
  const needs = open.filter(({ kind }) => kind === 'need');
  return (needs.length > 0 ? needs : open).slice(0, most);
}

/**
 * A course is asked of HR's training, an assignment of the supervisor. Coaching in how one works (behaviour) can come from a peer, coaching in the
 * work itself from the supervisor.
 */
function nextStep(framework: Framework, id: string, reached: number): NextStep[] {
  const indicator = framework.indicators.find((one) => one.id === id);
  const step = indicator?.growth.find(({ upTo }) => reached <= upTo);
  if (indicator === undefined || step === undefined) return [];
  const coach = indicator.section === 'behaviour' ? 'peer' : 'supervisor';
  const ask = { course: 'hr', assignment: 'supervisor', coaching: coach } as const;
  return [{ indicator: id, name: indicator.name, step, ask: ask[step.kind] }];
}

/** The level that was reached (4 for 4.6) and the one after it, none at the top. */
function levelsAround({ indicator, score }: Rated) {
  const ascending = [...indicator.levels].sort((a, b) => a.level - b.level);
  return {
    reached: ascending.findLast(({ level }) => score.gte(exact(level))),
    next: ascending.find(({ level }) => score.lt(exact(level))),
  };
}

function lowestOf({ indicator }: Rated): number {
  return Math.min(...indicator.levels.map(({ level }) => level));
}

function headOf({ indicator, score }: Rated) {
  return { indicator: indicator.id, name: indicator.name, score };
}
