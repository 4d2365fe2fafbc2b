import { say, type Words } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

/** Ganti penilai: why somebody else assesses from now on. The reason goes on the audit trail. */
export function changeRaterFlow(question: Words, leave: PromptButton): Flow {
  return {
    id: 'change-rater',
    version: 1,
    pausable: false,
    steps: [
      withLeave(
        textStep({
          id: 'reason',
          counted: false,
          lines: () => [question, '', say('period.rater-reason')],
          least: 5,
          most: 300,
          parse: (text) => ({ answer: text }),
        }),
        leave,
      ),
    ],
  };
}

export function reasonOf(answers: Answers): string {
  return typeof answers.reason === 'string' ? answers.reason : '';
}
