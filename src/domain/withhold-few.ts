import type { Framework } from './framework.ts';
import { type GroupKind, isUnnamed } from './group.ts';
import type { Submission } from './score.ts';

/**
 * Answers of unnamed groups that are too few to count, taken out indicator by indicator: what is computed, stored or shown afterwards is the same whether nobody answered
 * or one fewer than the group's minimum did (DOMAIN.md §6).
 */
export function withholdFew(framework: Framework, submissions: readonly Submission[]): readonly Submission[] {
  return submissions.map((submission) =>
    isUnnamed(submission.group)
      ? {
          ...submission,
          answers: Object.fromEntries(
            Object.entries(submission.answers).filter(([indicator]) =>
              isHeard(framework, submissions, submission.group, indicator),
            ),
          ),
        }
      : submission,
  );
}

/** Whether so many of a group rated an indicator that numbers and comments about it may show; *tidak dapat menilai* is no rating. */
export function isHeard(
  framework: Framework,
  submissions: readonly Submission[],
  group: GroupKind,
  indicator: string,
): boolean {
  const minimum = framework.groups.find(({ kind }) => kind === group)?.minimum;
  if (minimum === undefined) return false;
  const ratings = submissions.filter(({ group: kind, answers }) => {
    const answer = Object.hasOwn(answers, indicator) ? answers[indicator] : undefined;
    return kind === group && answer !== undefined && answer !== 'not-observed';
  });
  return ratings.length >= minimum;
}
