import { type Predicate, predicateSchema, predicates } from '../../domain/predicate.ts';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import type { Answers, Flow } from '../step.ts';
import { textStep } from '../text-step.ts';
import { predicateWords } from './review.ts';

const staysValue = 'stays';

export interface DecisionBasis {
  readonly heading: readonly Words[];
  /** The predicate objected to. */
  readonly present: Predicate;
  /** Said before the decision is sent: that it is final, and whether the supervisor was heard. */
  readonly beforeSending: readonly Words[];
}

/** The decision on an objection: the result stays, or its predicate becomes another one; always with a reason, never twice. */
export function objectionDecisionFlow({ heading, present, beforeSending }: DecisionBasis): Flow {
  return {
    id: 'objection-decision',
    version: 1,
    pausable: true,
    steps: [
      choiceStep({
        id: 'decision',
        counted: false,
        lines: () => [...heading, '', say('objection.ask-decision', { predicate: predicateWords(present) })],
        choices: () => [
          { value: staysValue, label: say('objection.stays', { predicate: predicateWords(present) }) },
          ...predicates
            .filter((each) => each !== present)
            .map((each) => ({ value: each, label: say('objection.becomes', { predicate: predicateWords(each) }) })),
        ],
      }),
      textStep({
        id: 'reason',
        counted: false,
        lines: () => [say('objection.ask-decision-reason')],
        least: 20,
        most: 1500,
      }),
      choiceStep({
        id: 'confirm',
        counted: false,
        lines: ({ answers }) => [
          say('objection.confirm-decision'),
          '',
          decisionWords(decisionOf(answers), present),
          say('objection.decision-reason', { reason: { html: decisionReason(answers) } }),
          '',
          ...beforeSending,
        ],
        choices: () => [{ value: 'send', label: say('objection.send-decision') }],
      }),
    ],
  };
}

/** The predicate decided for, or `stays`; undefined while nothing readable was chosen. */
export function decisionOf(answers: Answers): Predicate | 'stays' | undefined {
  if (answers.decision === staysValue) return staysValue;
  return predicateSchema.safeParse(answers.decision).data;
}

export function decisionReason(answers: Answers): string {
  return typeof answers.reason === 'string' ? answers.reason : '';
}

function decisionWords(decision: Predicate | 'stays' | undefined, present: Predicate): Words {
  return decision === undefined || decision === staysValue
    ? say('objection.decided-stays', { predicate: predicateWords(present) })
    : say('objection.decided-changed', { before: predicateWords(present), after: predicateWords(decision) });
}
