import { type Exact, exact, zero } from './exact.ts';
import { type Predicate, predicates } from './predicate.ts';
import type { OrganisationPredicate, Rules } from './rules.ts';

/** How many people have each predicate. */
export type PredicateCounts = Readonly<Record<Predicate, number>>;

export const noCounts: PredicateCounts = {
  SANGAT_BAIK: 0,
  BAIK: 0,
  BUTUH_PERBAIKAN: 0,
  KURANG: 0,
  SANGAT_KURANG: 0,
};

export function addCounts(a: PredicateCounts, b: PredicateCounts): PredicateCounts {
  return {
    SANGAT_BAIK: a.SANGAT_BAIK + b.SANGAT_BAIK,
    BAIK: a.BAIK + b.BAIK,
    BUTUH_PERBAIKAN: a.BUTUH_PERBAIKAN + b.BUTUH_PERBAIKAN,
    KURANG: a.KURANG + b.KURANG,
    SANGAT_KURANG: a.SANGAT_KURANG + b.SANGAT_KURANG,
  };
}

/** Everybody in the counts, or only those with one of `among`. */
export function totalOf(counts: PredicateCounts, among: readonly Predicate[] = predicates): number {
  return among.reduce((sum, predicate) => sum + counts[predicate], 0);
}

/** The part of a whole, exactly; 0 of nothing. */
export function shareOf(part: number, whole: number): Exact {
  return whole === 0 ? zero : exact(part).div(exact(whole));
}

/** One line of the pattern, and what was found. Limits are inclusive: seven of ten keep to a maximum of 0.7. */
export interface PatternLine {
  readonly predicates: readonly Predicate[];
  readonly limit:
    | { readonly kind: 'at-most' | 'at-least'; readonly share: Exact }
    | { readonly kind: 'at-least-people'; readonly people: number };
  readonly people: number;
  readonly share: Exact;
  readonly fits: boolean;
}

/**
 * The pattern of SE MenPANRB 3/2023 for an organisation with this predicate, line by line beside the counts. Information only: nobody's predicate follows from it (DOMAIN.md §4). No lines while
 * nobody has a predicate.
 */
export function comparePattern(
  { byOrganisation }: Rules['distribution'],
  organisation: OrganisationPredicate,
  counts: PredicateCounts,
): readonly PatternLine[] {
  const total = totalOf(counts);
  if (total === 0) return [];
  return byOrganisation[organisation].map((rule): PatternLine => {
    const among = 'anyOf' in rule ? rule.anyOf : [rule.predicate];
    const people = totalOf(counts, among);
    const share = shareOf(people, total);
    const found = { predicates: among, people, share };
    if ('minCount' in rule)
      return {
        ...found,
        limit: { kind: 'at-least-people', people: rule.minCount },
        fits: people >= rule.minCount,
      };
    if ('maxShare' in rule)
      return { ...found, limit: { kind: 'at-most', share: rule.maxShare }, fits: share.lte(rule.maxShare) };
    return { ...found, limit: { kind: 'at-least', share: rule.minShare }, fits: share.gte(rule.minShare) };
  });
}
