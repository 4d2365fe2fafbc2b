import type { Words } from '../../i18n/words.ts';
import type { Answers, Flow } from '../step.ts';
import { textStep } from '../text-step.ts';

/** One question for a part of a name or of an NIP; whoever asked shows what fits. */
export function findByNameFlow(id: string, question: Words): Flow {
  return {
    id,
    version: 1,
    pausable: false,
    steps: [
      textStep({
        id: 'query',
        counted: false,
        lines: () => [question],
        least: 2,
        most: 80,
        parse: (text) => ({ answer: text.replace(/\s+/g, ' ') }),
      }),
    ],
  };
}

export function queryOf(answers: Answers): string {
  return typeof answers.query === 'string' ? answers.query : '';
}
