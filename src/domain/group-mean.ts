import { type RatingSum, ratingMean } from './citizen-figure.ts';
import { type Exact, exact, sum } from './exact.ts';

/** What one rater said of one indicator; `not-observed` is "tidak dapat menilai" and no number. */
export type Answer = { readonly level: number } | 'not-observed';

export type GroupMean =
  | { readonly present: true; readonly mean: Exact; readonly answers: number }
  | { readonly present: false; readonly reason: 'no-answer' | 'below-minimum'; readonly answers: number };

/** Mean of a group's answers on one indicator, not-observed left out; below `minimum` answers the group is absent (DOMAIN.md §2.1). */
export function groupMean(answers: readonly Answer[], minimum: number): GroupMean {
  const levels = answers.flatMap((answer) => (answer === 'not-observed' ? [] : [exact(answer.level)]));
  if (levels.length === 0) return { present: false, reason: 'no-answer', answers: 0 };
  if (levels.length < minimum) return { present: false, reason: 'below-minimum', answers: levels.length };
  return { present: true, mean: sum(levels).div(levels.length), answers: levels.length };
}

/** The same of ratings that were added up where they are stored. */
export function summedMean(ratings: RatingSum, minimum: number): GroupMean {
  const { answers } = ratings;
  return answers < minimum
    ? { present: false, reason: 'below-minimum', answers }
    : { present: true, mean: ratingMean(ratings), answers };
}
