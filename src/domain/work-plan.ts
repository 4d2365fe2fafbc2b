import { z } from 'zod';
import { itemAchievement, planAchievement, type WorkItem } from './achievement.ts';
import { type Exact, exact, zero } from './exact.ts';

/** Utama, tambahan (PermenPANRB 6/2022), or a project assigned (Pauh). */
export const itemKinds = ['main', 'additional', 'project'] as const;
/** Kuantitas, kualitas, waktu, biaya. */
export const itemAspects = ['quantity', 'quality', 'time', 'cost'] as const;
/** Whether more or less is better, or only whether it was done. */
export const itemDirections = ['higher', 'lower', 'yes-no'] as const;

/** Most items of one plan, and most characters of an item's title and unit. */
export const planLimits = { items: 20, title: 200, unit: 30, weight: 1000 } as const;

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/);

export const newItemSchema = z.object({
  kind: z.enum(itemKinds),
  aspect: z.enum(itemAspects),
  title: z.string(),
  /** Positive decimal as text; null for a yes/no item. */
  target: decimal.nullable(),
  unit: z.string(),
  direction: z.enum(itemDirections),
  /** Positive whole number; an item's share is its weight by the sum of all. */
  weight: z.int().positive(),
});
/** A target as it is agreed. */
export type NewItem = Readonly<z.output<typeof newItemSchema>>;

export const planItemSchema = newItemSchema.extend({
  id: z.int(),
  /** What was reached: decimal text, or `yes` / `no`; null while nothing was reported. */
  realised: z.union([decimal, z.enum(['yes', 'no'])]).nullable(),
});
/** A target with what was reached so far. */
export type PlanItem = Readonly<z.output<typeof planItemSchema>>;

/** What a plan gives for the score today. */
export type PlanStanding =
  | { readonly state: 'not-agreed' }
  /** Before the period's end date every item has to be reported once; `reported` of `all` are. */
  | { readonly state: 'unreported'; readonly reported: number; readonly all: number }
  | { readonly state: 'scored'; readonly percent: Exact };

/**
 * What the agreed items give (DOMAIN.md §2.3): nothing before agreement, nothing while an item waits for its first report, and from
 * the day after the period's end an item never reported counts as 0 %. `items` is null while nothing was agreed.
 */
export function planStanding(items: readonly PlanItem[] | null, ended: boolean, cap: Exact): PlanStanding {
  if (items === null || items.length === 0) return { state: 'not-agreed' };
  const reported = items.filter(({ realised }) => realised !== null).length;
  if (reported < items.length && !ended) return { state: 'unreported', reported, all: items.length };
  const percent = planAchievement(items.map(asWorkItem), cap);
  return percent === null ? { state: 'not-agreed' } : { state: 'scored', percent };
}

/** One item's achievement in percent, 0 to `cap`; null while nothing was reported. */
export function achievementOf(item: PlanItem, cap: Exact): Exact | null {
  if (item.realised === null) return null;
  const percent = itemAchievement(asWorkItem(item), cap);
  return percent === 'zero-target' ? null : percent;
}

/** The items' shares in the order given, 0 to 1, exactly. */
export function itemShares(items: readonly { readonly weight: number }[]): readonly Exact[] {
  const all = items.reduce((sum, { weight }) => sum + weight, 0);
  return items.map(({ weight }) => (all === 0 ? zero : exact(weight).div(all)));
}

/** Nothing reported is nothing reached, also where less is better. */
function asWorkItem({ weight, target, realised, direction }: PlanItem): WorkItem {
  if (direction === 'yes-no' || target === null || realised === null)
    return { kind: 'yes-no', weight, done: realised === 'yes' };
  return { kind: 'measured', weight, target, realised, better: direction };
}
