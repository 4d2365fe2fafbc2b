import { say, type Words } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

/** How many whole years a class of data is kept; `fault` says why a number will not do. */
export function retentionYearsFlow(options: {
  readonly question: Words;
  fault(years: number): Words | null;
  readonly leave: PromptButton;
}): Flow {
  const step = textStep({
    id: 'years',
    counted: false,
    lines: () => [options.question],
    least: 1,
    most: 20,
    parse: (text) => {
      if (!/^\d{1,3}$/.test(text)) return { why: say('retention.whole-years') };
      const years = Number(text);
      const why = options.fault(years);
      return why === null ? { answer: years } : { why };
    },
  });
  return { id: 'retention-years', version: 1, pausable: false, steps: [withLeave(step, options.leave)] };
}

/** Null where nothing readable was answered. */
export function yearsGiven(answers: Answers): number | null {
  return typeof answers.years === 'number' ? answers.years : null;
}
