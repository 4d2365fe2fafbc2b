import { type Predicate, predicates } from '../../domain/predicate.ts';
import { say } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { giveReasonFlow } from './give-reason.ts';

/** Whom the nominative list of a period shall name, and what it is for. */
export function nominativeListFlow(period: string, leave: PromptButton): Flow {
  const { steps } = giveReasonFlow({ id: 'nominative-list', question: [say('nominative.ask-reason')], leave });
  const whom = choiceStep({
    id: 'whom',
    counted: false,
    lines: () => [say('nominative.ask-whom', { period })],
    choices: () => [
      { value: 'all', label: say('nominative.all') },
      ...predicates.map((predicate) => ({ value: predicate, label: say(`predicate.${predicate}`) })),
    ],
  });
  return { id: 'nominative-list', version: 1, pausable: false, steps: [whom, ...steps] };
}

/** The predicate that was chosen; null for all. */
export function chosenPredicate(answers: Answers): Predicate | null {
  return predicates.find((predicate) => predicate === answers.whom) ?? null;
}
