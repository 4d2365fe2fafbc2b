import type { Words } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

/** Returning a proposed work plan: one question, what should be changed. */
export function returnPlanFlow(question: Words, leave: PromptButton): Flow {
  return {
    id: 'return-plan',
    version: 1,
    pausable: false,
    steps: [
      withLeave(textStep({ id: 'remark', counted: false, lines: () => [question], least: 5, most: 1000 }), leave),
    ],
  };
}

/** The supervisor's words as Telegram HTML; empty while there are none. */
export function remarkOf(answers: Answers): string {
  return typeof answers.remark === 'string' ? answers.remark : '';
}
