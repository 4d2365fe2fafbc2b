import type { Attachment } from './attachment.ts';
import type { Progress } from './progress.ts';
import { evidenceStepId, ratingStepId } from './rating-answer.ts';
import type { Json } from './step.ts';

/** Submitted ratings as a draft again: every answer is there, and the conversation goes on at the first question without one, or at its summary. */
export function submittedAgain(
  flow: 'self-assessment' | 'review',
  ratings: readonly {
    readonly indicatorId: string;
    readonly level: number | null;
    readonly comment: string | null;
    readonly evidence: readonly Attachment[];
  }[],
  more: Readonly<Record<string, Json>> = {},
): Progress {
  const answers = Object.fromEntries(
    ratings.flatMap(({ indicatorId, level, comment, evidence }): [string, Json][] => [
      [ratingStepId(indicatorId), { level }],
      [evidenceStepId(indicatorId), { comment, items: evidence.map((item): Json => ({ ...item })), wanted: false }],
    ]),
  );
  // No step has this name, so the flow looks for the first that is not answered.
  return { flow, version: 1, stepId: 'again', answers: { ...answers, ...more }, revision: 1, returnTo: null };
}
