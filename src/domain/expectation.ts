import { type Exact, exact } from './exact.ts';
import type { Framework } from './framework.ts';

/** How a section stands to what is expected: di bawah, sesuai, di atas ekspektasi (PermenPANRB 6/2022). */
export const expectations = ['below', 'meets', 'above'] as const;

export type Expectation = (typeof expectations)[number];

/** Below when `score < edges.below`, above when `score ≥ edges.above`, else meets. Compared exactly, before any rounding (DOMAIN.md §2.5). */
export function expectationOf(score: Exact, edges: Framework['expectation']): Expectation {
  if (score.lt(exact(edges.below))) return 'below';
  return score.gte(exact(edges.above)) ? 'above' : 'meets';
}
