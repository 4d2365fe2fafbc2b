import type { Framework } from './framework.ts';
import { performanceNumber } from './number.ts';
import type { Rules } from './rules.ts';
import type { Score } from './score-json.ts';

/**
 * A score with an innovation recorded after it was made: the number of PP 30/2019 is banded again from the same plan and behaviour, and nothing else moves, so no answer that came
 * in meanwhile shows. `title` is Telegram HTML. Scores without the number stay as they are.
 */
export function withInnovation(framework: Framework, rules: Rules, score: Score, title: string): Score {
  const rule = framework.rules.number;
  const behaviour = score.sections.find(({ id }) => id === 'behaviour')?.score ?? null;
  if (rule === undefined || score.number === null || behaviour === null) return score;
  const { plan: planPercent, peersHeard } = score.number;
  const { innovationFor } = rule;
  const facts = { planPercent, behaviour, top: score.top, peersHeard, innovation: true, innovationFor };
  return { ...score, number: { ...performanceNumber(facts, rules.numberBands), innovationTitle: title } };
}
