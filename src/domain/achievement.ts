import { type Exact, exact, least, weightedMean, zero } from './exact.ts';
import type { Framework } from './framework.ts';

/**
 * One target of a work plan with what was realised. Quantities are decimal text (`12.5`), never negative. A target of zero has no
 * percentage and is agreed as a yes/no item instead.
 */
export type WorkItem =
  | {
      readonly kind: 'measured';
      readonly weight: number;
      readonly target: string;
      readonly realised: string;
      /** `lower`: less is better, as with days or cost. */
      readonly better: 'higher' | 'lower';
    }
  | { readonly kind: 'yes-no'; readonly weight: number; readonly done: boolean };

/** An item's achievement in percent, 0 to `cap`; or why it has none. DOMAIN.md §2.3, PP 30/2019. */
export function itemAchievement(item: WorkItem, cap: Exact): Exact | 'zero-target' {
  if (item.kind === 'yes-no') return item.done ? exact(100) : zero;
  const target = exact(item.target);
  const realised = exact(item.realised);
  if (target.lt(zero) || realised.lt(zero)) throw new RangeError('a target and what is realised are never negative');
  if (target.equals(zero)) return 'zero-target';
  // Less than anything is better than any target, so it earns the most there is.
  if (item.better === 'lower' && realised.equals(zero)) return cap;
  return least((item.better === 'higher' ? realised.div(target) : target.div(realised)).mul(100), cap);
}

/** A plan's achievement in percent, the weighted mean of its items; null for a plan with no item that can be measured. */
export function planAchievement(items: readonly WorkItem[], cap: Exact): Exact | null {
  return weightedMean(
    items.flatMap((item) => {
      const value = itemAchievement(item, cap);
      return value === 'zero-target' ? [] : [{ weight: exact(item.weight), value }];
    }),
  );
}

/** A percentage on the framework's scale, linear between its points; outside them the nearest point's level. */
export function achievementLevel(percent: Exact, points: NonNullable<Framework['achievement']>): Exact {
  const next = points.findIndex((point) => percent.lt(exact(point.percent)));
  const above = points[next];
  const below = points[next === -1 ? points.length - 1 : next - 1];
  if (below === undefined) return exact(above?.level ?? 0);
  if (above === undefined) return exact(below.level);
  return percent
    .sub(below.percent)
    .div(above.percent - below.percent)
    .mul(above.level - below.level)
    .add(below.level);
}
