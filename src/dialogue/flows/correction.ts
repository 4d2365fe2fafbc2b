import { say, type Words } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

/** What is wrong in the person's own data and how it should be, as plain text. */
export function correctionFlow(leave: PromptButton): Flow {
  const step = textStep({
    id: 'text',
    counted: false,
    lines: () => [say('own.ask-correction')],
    least: 10,
    most: 500,
    parse: (text) => ({ answer: text }),
  });
  return { id: 'correction', version: 1, pausable: false, steps: [withLeave(step, leave)] };
}

export function correctionText(answers: Answers): string {
  return typeof answers.text === 'string' ? answers.text : '';
}

/** HR's words about a request, as Telegram HTML: what was corrected, or why it stays. */
export function correctionAnswerFlow(options: {
  readonly question: readonly Words[];
  readonly leave: PromptButton;
}): Flow {
  const step = textStep({ id: 'text', counted: false, lines: () => options.question, least: 5, most: 1000 });
  return { id: 'correction-answer', version: 1, pausable: false, steps: [withLeave(step, options.leave)] };
}
