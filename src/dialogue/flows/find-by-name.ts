import type { Words } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

export interface FindByNameFacts {
  /** Id of the flow: who asks. */
  readonly id: string;
  readonly question: Words;
  readonly leave: PromptButton;
}

/** One question for a part of a name or of an NIP; whoever asked shows what fits. */
export function findByNameFlow({ id, question, leave }: FindByNameFacts): Flow {
  return {
    id,
    version: 1,
    pausable: false,
    steps: [
      withLeave(
        textStep({
          id: 'query',
          counted: false,
          lines: () => [question],
          least: 2,
          most: 80,
          parse: (text) => ({ answer: text.replace(/\s+/g, ' ') }),
        }),
        leave,
      ),
    ],
  };
}

export function queryOf(answers: Answers): string {
  return typeof answers.query === 'string' ? answers.query : '';
}
