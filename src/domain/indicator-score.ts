import { type Exact, exact, sum, weightedMean, zero } from './exact.ts';
import type { Framework, Indicator } from './framework.ts';
import type { GroupKind } from './group.ts';
import type { GroupMean } from './group-mean.ts';
import type { GroupPart } from './score-json.ts';

/** Which groups are looked at: all of the final score, or the self-assessment alone of the preliminary one. */
export type Basis = 'all' | 'self';

/** An indicator's score before it is known what part it has in the total. */
export interface RatedIndicator {
  readonly groups: GroupPart[];
  readonly score: Exact | null;
  readonly presentShare: Exact;
}

/**
 * Score of one indicator from the groups that answered; an absent group is left out and the others' weights share its part
 * (DOMAIN.md §2.2). With the basis `self` the self-assessment alone counts, whatever its weight.
 */
export function indicatorScore(
  framework: Framework,
  indicator: Indicator,
  meanOf: (group: GroupKind, minimum: number) => GroupMean,
  basis: Basis,
): RatedIndicator {
  const heard = framework.groups.map(({ kind, minimum, weight }) => {
    const counted = basis === 'self' ? (kind === 'self' ? 1 : null) : (weight ?? null);
    const mean = indicator.raters.includes(kind)
      ? basis === 'self' && kind !== 'self'
        ? ({ present: false, reason: 'not-yet', answers: 0 } as const)
        : meanOf(kind, minimum)
      : ({ present: false, reason: 'not-asked', answers: 0 } as const);
    return { kind, weight: weight ?? null, counted: exact(counted ?? 0), mean };
  });
  const asked = sum(heard.map(({ counted, mean }) => (isAsked(mean) ? counted : zero)));
  const present = sum(heard.map(({ counted, mean }) => (mean.present ? counted : zero)));
  return {
    groups: heard.map(({ kind, weight, counted, mean }) =>
      mean.present
        ? { kind, weight, ...mean, share: present.equals(zero) ? zero : counted.div(present) }
        : { kind, weight, ...mean },
    ),
    score: weightedMean(
      heard.flatMap(({ counted, mean }) => (mean.present ? [{ weight: counted, value: mean.mean }] : [])),
    ),
    presentShare: asked.equals(zero) ? zero : present.div(asked),
  };
}

function isAsked(mean: { readonly present: true } | { readonly present: false; readonly reason: string }): boolean {
  return mean.present || mean.reason !== 'not-asked';
}
