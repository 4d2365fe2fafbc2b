import { say, type Words } from '../../i18n/words.ts';
import type { Answers, Flow } from '../step.ts';
import { textStep } from '../text-step.ts';

/** Ganti penilai: why somebody else assesses from now on. The reason goes on the audit trail. */
export function changeRaterFlow(question: readonly Words[]): Flow {
  return {
    id: 'change-rater',
    version: 1,
    pausable: false,
    steps: [
      textStep({
        id: 'reason',
        lines: () => [...question, '', say('period.rater-reason')],
        least: 5,
        most: 300,
        parse: (text) => ({ answer: text }),
      }),
    ],
  };
}

export function reasonOf(answers: Answers): string {
  return typeof answers.reason === 'string' ? answers.reason : '';
}
