import type { Words } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

/** One question for the reason of a look at somebody's data, kept on the audit trail as plain text. */
export function giveReasonFlow(options: {
  /** Id of the flow: what is looked at. */
  readonly id: string;
  readonly question: readonly Words[];
  readonly leave: PromptButton;
}): Flow {
  const step = textStep({
    id: 'reason',
    counted: false,
    lines: () => options.question,
    least: 5,
    most: 300,
    parse: (text) => ({ answer: text }),
  });
  return { id: options.id, version: 1, pausable: false, steps: [withLeave(step, options.leave)] };
}

export function reasonGiven(answers: Answers): string {
  return typeof answers.reason === 'string' ? answers.reason : '';
}
