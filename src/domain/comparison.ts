import { type Exact, exact, weightedMean } from './exact.ts';
import type { Framework } from './framework.ts';
import type { Localised } from './localised.ts';
import type { GroupPart, Score } from './score-json.ts';

/** In the order they are told. */
const kinds = ['agreed-strength', 'hidden-strength', 'blind-spot', 'agreed-need'] as const;

/** How a person's own view of one indicator stands to the others'. */
export interface Comparison {
  readonly kind: (typeof kinds)[number];
  readonly indicator: string;
  readonly name: Localised;
  readonly self: Exact;
  /** Mean of the other groups that count, by their weights. */
  readonly others: Exact;
  /** self − others: positive for a blind spot, negative for a hidden strength. */
  readonly gap: Exact;
}

/** A gap counts from one level. DOMAIN.md §3. */
const gapCounts = exact(1);

/**
 * Self and others compared, indicator by indicator. Where they agree (within one level) it is a strength when both are in the upper half of
 * "meets expectation" or better, a need when both are below expectation, and otherwise nothing to speak of. Widest gap first within a
 * kind, then the heavier indicator, then the framework's order.
 */
export function compareSelfAndOthers(framework: Framework, score: Score): Comparison[] {
  const need = exact(framework.expectation.below);
  const strength = need.add(exact(framework.expectation.above)).div(2);
  return framework.indicators
    .flatMap((indicator) => {
      const groups = score.indicators.find(({ id }) => id === indicator.id)?.groups ?? [];
      const self = groups.find(({ kind }) => kind === 'self');
      const others = othersMean(groups);
      if (self === undefined || !self.present || others === null) return [];
      const kind = kindOf(self.mean, others, need, strength);
      if (kind === null) return [];
      const gap = self.mean.sub(others);
      return [
        {
          weight: indicator.weight,
          comparison: { kind, indicator: indicator.id, name: indicator.name, self: self.mean, others, gap },
        },
      ];
    })
    .sort(
      (a, b) =>
        kinds.indexOf(a.comparison.kind) - kinds.indexOf(b.comparison.kind) ||
        b.comparison.gap.abs().compare(a.comparison.gap.abs()) ||
        b.weight - a.weight,
    )
    .map(({ comparison }) => comparison);
}

function kindOf(self: Exact, others: Exact, need: Exact, strength: Exact): Comparison['kind'] | null {
  const gap = self.sub(others);
  if (gap.gte(gapCounts)) return 'blind-spot';
  if (gap.neg().gte(gapCounts)) return 'hidden-strength';
  if (self.gte(strength) && others.gte(strength)) return 'agreed-strength';
  return self.lt(need) && others.lt(need) ? 'agreed-need' : null;
}

/** Mean of the groups that count other than the person themselves, by their weights; null where none of them was heard. */
export function othersMean(groups: readonly GroupPart[]): Exact | null {
  return weightedMean(
    groups.flatMap((part) =>
      part.kind !== 'self' && part.present && part.weight !== null
        ? [{ weight: exact(part.weight), value: part.mean }]
        : [],
    ),
  );
}
