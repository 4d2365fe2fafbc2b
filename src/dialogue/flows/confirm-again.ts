import { type Predicate, predicateSchema } from '../../domain/predicate.ts';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import type { Answers, Flow } from '../step.ts';
import { textStep } from '../text-step.ts';
import { predicateWords } from './review.ts';

const predicateStepId = 'predicate';
const reasonStepId = 'reason';

/** What was decided before, and what the rules propose now that peers were heard. */
export interface NewProposal {
  readonly decided: Predicate;
  /** Null where a section has no score any more. */
  readonly proposed: Predicate | null;
  /** The band of the number of PP 30/2019, where a recorded innovation moved it; null otherwise. */
  readonly byNumber: Predicate | null;
  /** The derivation in words. */
  readonly lines: readonly Words[];
}

/** The supervisor decides again after the proposal or the number changed: keep the own decision, or take the new one. A difference from the proposal needs a reason (UU 27/2022 Art. 10). */
export function confirmAgainFlow({ decided, proposed, byNumber, lines }: NewProposal): Flow {
  const keep = { value: decided, label: say('confirm.keep', { predicate: predicateWords(decided) }) };
  const take =
    proposed === null || proposed === decided
      ? []
      : [{ value: proposed, label: say('confirm.take', { predicate: predicateWords(proposed) }) }];
  const number =
    byNumber === null || byNumber === decided || byNumber === proposed
      ? []
      : [{ value: byNumber, label: say('confirm.take-number', { predicate: predicateWords(byNumber) }) }];
  return {
    id: 'confirm-again',
    version: 1,
    pausable: true,
    steps: [
      choiceStep({
        id: predicateStepId,
        counted: false,
        lines: () => [
          byNumber === null
            ? say('confirm.why', {
                decided: predicateWords(decided),
                proposed: proposed === null ? say('confirm.no-proposal') : predicateWords(proposed),
              })
            : say('confirm.why-innovation', {
                decided: predicateWords(decided),
                number: predicateWords(byNumber),
              }),
          '',
          ...lines,
          '',
          say('confirm.question'),
        ],
        choices: () => [...take, ...number, keep],
      }),
      textStep({
        id: reasonStepId,
        counted: false,
        applies: (answers) => {
          const chosen = confirmedPredicate(answers);
          return chosen !== null && chosen !== proposed;
        },
        lines: () => [say('review.reason')],
        least: 10,
        most: 1000,
      }),
    ],
  };
}

/** What the supervisor chose; null before that. */
export function confirmedPredicate(answers: Answers): Predicate | null {
  return predicateSchema.safeParse(answers[predicateStepId]).data ?? null;
}

/** Why it differs from the proposal, as Telegram HTML; null where nothing was written. */
export function confirmedReason(answers: Answers): string | null {
  const reason = answers[reasonStepId];
  return typeof reason === 'string' ? reason : null;
}
