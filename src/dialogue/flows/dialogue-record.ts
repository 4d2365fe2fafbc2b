import { say } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

/** The record of a performance dialogue: one text, which both read and sign afterwards. */
export function dialogueRecordFlow(leave: PromptButton): Flow {
  return {
    id: 'dialogue-record',
    version: 1,
    pausable: false,
    steps: [
      withLeave(
        textStep({ id: 'text', counted: false, lines: () => [say('meeting.ask-record')], least: 20, most: 1500 }),
        leave,
      ),
    ],
  };
}

/** The record as Telegram HTML; null while there is none. */
export function recordOf(answers: Answers): string | null {
  return typeof answers.text === 'string' ? answers.text : null;
}
