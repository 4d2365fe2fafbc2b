import { backingOf, ratingOf } from '../../dialogue/rating-answer.ts';
import type { Answers } from '../../dialogue/step.ts';
import type { Indicator } from '../../domain/framework.ts';
import type { NewAnswer } from '../../storage/assessment.ts';

/** A finished conversation's ratings with what stands behind them, ready to be kept. Throws when an indicator has no rating: the flow asks for each. */
export function newAnswers(indicators: readonly Indicator[], answers: Answers): readonly NewAnswer[] {
  return indicators.map(({ id }) => {
    const level = ratingOf(answers, id);
    if (level === undefined) throw new Error(`The indicator ${id} was submitted without a rating.`);
    const { comment, items } = backingOf(answers, id);
    return { indicatorId: id, level, comment, evidence: items };
  });
}
