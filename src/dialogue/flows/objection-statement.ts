import { say, type Words } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import type { Answers, Flow } from '../step.ts';
import { textStep } from '../text-step.ts';

/** The supervisor's own view of what the employee objects to, for the one who decides. */
export function objectionStatementFlow(heading: readonly Words[]): Flow {
  return {
    id: 'objection-statement',
    version: 1,
    pausable: true,
    steps: [
      textStep({
        id: 'statement',
        counted: false,
        lines: () => [...heading, '', say('objection.ask-statement')],
        least: 10,
        most: 1500,
      }),
      choiceStep({
        id: 'confirm',
        counted: false,
        lines: ({ answers }) => [
          say('objection.confirm-statement'),
          '',
          say('objection.statement', { statement: { html: statementOf(answers) } }),
        ],
        choices: () => [{ value: 'send', label: say('objection.send-statement') }],
      }),
    ],
  };
}

export function statementOf(answers: Answers): string {
  return typeof answers.statement === 'string' ? answers.statement : '';
}
