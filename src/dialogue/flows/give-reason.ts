import type { Words } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { writeTextFlow, writtenText } from './write-text.ts';

const step = 'reason';

/** One question for the reason of a look at somebody's data or of a change that HR makes, kept on the audit trail as plain text. */
export function giveReasonFlow(options: {
  /** Id of the flow: what is looked at or changed. */
  readonly id: string;
  readonly question: readonly Words[];
  readonly leave: PromptButton;
}): Flow {
  return writeTextFlow({ ...options, step, plain: true, least: 5, most: 300 });
}

export function reasonGiven(answers: Answers): string {
  return writtenText(answers, step);
}
