import { say } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

export const mostConcern = 2000;

/** Aspirasi: with or without a name is chosen before a word is written. */
export function concernFlow(leave: PromptButton): Flow {
  return {
    id: 'concern',
    version: 1,
    pausable: false,
    steps: [
      withLeave(
        choiceStep({
          id: 'as',
          counted: false,
          lines: () => [say('concern.ask-as'), '', say('concern.anonymous-means')],
          choices: () => [
            { value: 'anonymous', label: say('concern.as-anonymous') },
            { value: 'named', label: say('concern.as-named') },
          ],
        }),
        leave,
      ),
      withLeave(
        textStep({
          id: 'text',
          counted: false,
          lines: ({ answers }) => [
            say(isAnonymous(answers) ? 'concern.write-anonymous' : 'concern.write-named'),
            say('concern.write', { most: mostConcern }),
          ],
          least: 5,
          most: mostConcern,
        }),
        leave,
      ),
    ],
  };
}

/** Whatever is not clearly with a name is without. */
export function isAnonymous(answers: Answers): boolean {
  return answers.as !== 'named';
}
