import { say } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

/** Follow-up of one item of the development plan: met or not was pressed; a word about it may be added. */
export function developmentSettleFlow(how: 'met' | 'not-met', leave: PromptButton): Flow {
  return {
    id: 'development-settle',
    version: 1,
    pausable: false,
    steps: [
      withLeave(
        textStep({
          id: 'note',
          counted: false,
          lines: () => [say(how === 'met' ? 'develop.ask-note-met' : 'develop.ask-note-not-met')],
          least: 2,
          most: 300,
          optional: true,
        }),
        leave,
      ),
    ],
  };
}

/** The words about it as Telegram HTML; null when none were written. */
export function settleNoteOf(answers: Answers): string | null {
  return typeof answers.note === 'string' ? answers.note : null;
}
