import { say, type Words } from '../../i18n/words.ts';
import { backingStep } from '../backing-step.ts';
import { choiceStep } from '../choice-step.ts';
import { backingOf, isBacked } from '../rating-answer.ts';
import { backingLines } from '../rating-step.ts';
import type { Answers, Flow } from '../step.ts';
import { textStep } from '../text-step.ts';

export const objectionBacking = 'objection';
const reasonId = 'reason';

/** Keberatan: why, with what evidence, and once more before it is raised, because it can be raised once. */
export function objectionFlow(heading: readonly Words[]): Flow {
  return {
    id: 'objection',
    version: 1,
    pausable: true,
    steps: [
      textStep({
        id: reasonId,
        counted: false,
        lines: () => [...heading, '', say('objection.ask-reason')],
        least: 20,
        most: 1500,
      }),
      backingStep(objectionBacking, [say('objection.ask-evidence')]),
      choiceStep({
        id: 'confirm',
        counted: false,
        lines: ({ answers }) => confirmLines(answers),
        choices: () => [{ value: 'send', label: say('objection.send') }],
      }),
    ],
  };
}

/** The reason as Telegram HTML; empty while there is none. */
export function objectionReason(answers: Answers): string {
  const reason = answers[reasonId];
  return typeof reason === 'string' ? reason : '';
}

function confirmLines(answers: Answers): readonly Words[] {
  const backing = backingOf(answers, objectionBacking);
  return [
    say('objection.confirm'),
    '',
    say('objection.reason', { reason: { html: objectionReason(answers) } }),
    ...(isBacked(backing) ? backingLines(backing) : []),
  ];
}
