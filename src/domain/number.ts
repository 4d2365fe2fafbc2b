import { type Exact, least } from './exact.ts';
import type { Predicate } from './predicate.ts';
import type { NumberBands } from './rules.ts';

/** The number of PP 30/2019 with what it was made of, 0 to the cap of 120. */
export interface PerformanceNumber {
  readonly value: Exact;
  /** Plan achievement in percent, 0 to the cap. */
  readonly plan: Exact;
  /** Behaviour on the same measure: `score / top × cap`. */
  readonly behaviour: Exact;
  readonly weights: { readonly plan: Exact; readonly behaviour: Exact };
  readonly peersHeard: boolean;
  readonly innovation: boolean;
  /** The band's predicate. */
  readonly predicate: Predicate;
  /** The better predicate that was reached by number and needs a recorded innovation; null when nothing was held back. */
  readonly heldBack: Predicate | null;
}

export interface NumberFacts {
  readonly planPercent: Exact;
  /** The behaviour section's score on the framework's scale. */
  readonly behaviour: Exact;
  readonly top: number;
  readonly peersHeard: boolean;
  readonly innovation: boolean;
  /** The predicate for which this framework wants an innovation, besides what the bands require. */
  readonly innovationFor: Predicate;
}

/** Plan × 70 % + behaviour × 30 %, or 60/40 where peers were heard; bands and weights are the national rules' (DOMAIN.md §2.7). */
export function performanceNumber(facts: NumberFacts, { weights: all, cap, bands }: NumberBands): PerformanceNumber {
  const weights = facts.peersHeard ? all.withPeers : all.withoutPeers;
  const plan = least(facts.planPercent, cap);
  const behaviour = facts.behaviour.div(facts.top).mul(cap);
  const value = plan.mul(weights.plan).add(behaviour.mul(weights.behaviour));
  const reached = bands.filter(
    ({ min, max, below }) =>
      (min === undefined || value.gte(min)) &&
      (max === undefined || value.lte(max)) &&
      (below === undefined || value.lt(below)),
  );
  const best = reached[0];
  const held = (band: NumberBands['bands'][number]) =>
    !facts.innovation && (band.requires === 'innovation' || band.predicate === facts.innovationFor);
  const given = reached.find((band) => !held(band));
  if (best === undefined || given === undefined)
    throw new Error(`No band of the national rules holds ${value.toFraction()}`);
  return {
    value,
    plan,
    behaviour,
    weights,
    peersHeard: facts.peersHeard,
    innovation: facts.innovation,
    predicate: given.predicate,
    heldBack: best === given ? null : best.predicate,
  };
}
