import { addCounts, noCounts, type PredicateCounts, totalOf } from './distribution.ts';
import { parentPath } from './unit-path.ts';

/** A group with fewer people than this is shown within its parent: from so many on, a count tells of nobody in particular. */
export const fewestShown = 3;

/** A unit with its sub-units. */
export interface UnitCounts {
  readonly path: string;
  readonly counts: PredicateCounts;
}

/** A unit taken apart into what may be shown. Parts and rest together are the whole, and each of them is nobody or at least `fewestShown` people. */
export interface ProtectedUnit {
  readonly parts: readonly UnitCounts[];
  /** People of the unit itself and of the sub-units too small to be shown, together. */
  readonly rest: PredicateCounts;
}

/**
 * Takes a unit apart so that no group of fewer than `fewestShown` people is shown, nor can be computed by subtracting what is shown from the whole: when too few would be left, the smallest
 * part goes with them. The same numbers give the same parts, so that screens and exports cannot be subtracted from each other.
 */
export function protectFew(own: PredicateCounts, below: readonly UnitCounts[]): ProtectedUnit {
  const bySize = below
    .filter(({ counts }) => totalOf(counts) >= fewestShown)
    .sort((a, b) => totalOf(b.counts) - totalOf(a.counts) || (a.path < b.path ? -1 : 1));
  let rest = below
    .filter(({ counts }) => totalOf(counts) < fewestShown)
    .reduce((sum, { counts }) => addCounts(sum, counts), own);
  while (totalOf(rest) > 0 && totalOf(rest) < fewestShown) {
    const smallest = bySize.pop();
    if (!smallest) break;
    rest = addCounts(rest, smallest.counts);
  }
  return { parts: bySize.sort((a, b) => (a.path < b.path ? -1 : 1)), rest };
}

/** A unit seen from above: the people directly in it, and each unit below it with its sub-units. */
export interface UnitSpread {
  readonly own: PredicateCounts;
  readonly below: readonly UnitCounts[];
}

/**
 * The unit at the end of a way down, taken apart. `way` names the units from the top on, `spreads` has the whole organisation first and then each of them. Null when the unit, or one above it, is
 * not shown by itself.
 */
export function protectOnWay(
  way: readonly string[],
  spreads: readonly UnitSpread[],
): (ProtectedUnit & { readonly counts: PredicateCounts }) | null {
  for (const [depth, { own, below }] of spreads.entries()) {
    const { parts, rest } = protectFew(own, below);
    const counts = parts.reduce((sum, part) => addCounts(sum, part.counts), rest);
    if (totalOf(counts) < fewestShown) return null;
    const next = way[depth];
    if (next === undefined) return { parts, rest, counts };
    if (!parts.some(({ path }) => path === next)) return null;
  }
  return null;
}

/** One line of the whole organisation taken apart: a unit with its sub-units, or what is left of one under itself. */
export interface ProtectedLine extends UnitCounts {
  readonly kind: 'whole' | 'unit' | 'rest';
}

/** Every unit that may be shown, from the people directly in each unit; each unit before its sub-units, its rest last. Nothing when there are too few in all. */
export function protectTree(direct: readonly UnitCounts[]): readonly ProtectedLine[] {
  const own = new Map<string, PredicateCounts>();
  const withBelow = new Map<string, PredicateCounts>();
  const below = new Map<string, Set<string>>();
  for (const { path, counts } of direct) {
    own.set(path, addCounts(own.get(path) ?? noCounts, counts));
    for (let at: string = path; at !== top; ) {
      withBelow.set(at, addCounts(withBelow.get(at) ?? noCounts, counts));
      const above: string = parentPath(at) ?? top;
      below.set(above, (below.get(above) ?? new Set()).add(at));
      at = above;
    }
  }
  const countsOf = (path: string) => withBelow.get(path) ?? noCounts;
  const whole = [...(below.get(top) ?? [])].reduce((sum, path) => addCounts(sum, countsOf(path)), noCounts);
  if (totalOf(whole) < fewestShown) return [];
  const takeApart = (path: string): readonly ProtectedLine[] => {
    const units = [...(below.get(path) ?? [])].map((each) => ({ path: each, counts: countsOf(each) }));
    const { parts, rest } = protectFew(own.get(path) ?? noCounts, units);
    return [
      ...parts.flatMap((part): readonly ProtectedLine[] => [{ ...part, kind: 'unit' }, ...takeApart(part.path)]),
      // Of a unit that is not taken apart the rest is the unit again.
      ...(parts.length > 0 && totalOf(rest) > 0 ? [{ path, counts: rest, kind: 'rest' as const }] : []),
    ];
  };
  return [{ path: top, counts: whole, kind: 'whole' }, ...takeApart(top)];
}

const top = '';
