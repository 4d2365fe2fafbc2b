import type { Words } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

/** One text to be written and sent: a rater's declaration of a conflict of interest, or HR's answer to it. */
export function conflictFlow(
  id: 'conflict' | 'conflict-answer',
  question: readonly Words[],
  leave: PromptButton,
): Flow {
  return {
    id,
    version: 1,
    pausable: false,
    steps: [withLeave(textStep({ id: 'text', counted: false, lines: () => question, least: 10, most: 1000 }), leave)],
  };
}

/** What was written, as Telegram HTML. */
export function conflictText(answers: Answers): string {
  return typeof answers.text === 'string' ? answers.text : '';
}
