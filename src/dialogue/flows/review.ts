import type { Framework } from '../../domain/framework.ts';
import { type Predicate, predicateSchema, predicates } from '../../domain/predicate.ts';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import { evidenceStep } from '../evidence-step.ts';
import { type Aside, ratingStep } from '../rating-step.ts';
import type { Answers, Flow, Step } from '../step.ts';
import { summaryStep } from '../summary-step.ts';
import { textStep } from '../text-step.ts';
import { indicatorsFor, type PlanBasis } from './self-assessment.ts';

/** What the review shows beside the questions and proposes at the end. */
export interface ReviewBasis {
  readonly framework: Framework;
  /** The employee's own answer, comment and evidence for one indicator. */
  aside(indicatorId: string): Aside;
  /** What the work plan gives, so that it is shown and not asked. */
  readonly plan: PlanBasis;
  /** The predicate the rules propose for these answers with its derivation in words; null where a section has no score. */
  propose(answers: Answers): Proposal;
}

export interface Proposal {
  readonly predicate: Predicate | null;
  readonly lines: readonly Words[];
}

export const feedbackStepId = 'feedback';
export const predicateStepId = 'predicate';
export const reasonStepId = 'reason';
const confirmStepId = 'confirm';

/** Penilaian atasan: each indicator beside the employee's own answer, feedback in words, then the proposed predicate to confirm or to change with a reason. */
export function reviewFlow(basis: ReviewBasis): Flow {
  const { framework } = basis;
  const indicators = indicatorsFor(framework, 'supervisor', basis.plan.byPlan);
  return {
    id: 'review',
    version: 1,
    pausable: true,
    steps: [
      ...indicators.flatMap((indicator) => [
        ratingStep(framework, indicator, 'supervisor', basis.aside(indicator.id)),
        evidenceStep(framework, indicator, 'supervisor'),
      ]),
      summaryStep({
        framework,
        indicators,
        group: 'supervisor',
        below: basis.plan.derivation,
        heading: say('review.summary'),
        goOn: say('review.go-on'),
        ends: false,
      }),
      textStep({
        id: feedbackStepId,
        counted: false,
        lines: () => [say('review.feedback')],
        least: 10,
        most: 1500,
      }),
      predicateStep(basis),
      reasonStep(basis),
      choiceStep({
        id: confirmStepId,
        counted: false,
        lines: ({ answers }) => confirmLines(basis, answers),
        choices: () => [{ value: 'send', label: say('review.send') }],
      }),
    ],
  };
}

/** The predicate the supervisor chose; null before that. */
export function decidedPredicate(answers: Answers): Predicate | null {
  const parsed = predicateSchema.safeParse(answers[predicateStepId]);
  return parsed.success ? parsed.data : null;
}

/** A person decides, not the machine: UU 27/2022 Art. 10, DOMAIN.md §2.8. */
function predicateStep(basis: ReviewBasis): Step {
  const step = choiceStep({
    id: predicateStepId,
    counted: false,
    lines: ({ answers }) => {
      const proposal = basis.propose(answers);
      return [
        say('review.predicate'),
        '',
        ...proposal.lines,
        '',
        proposal.predicate === null ? say('review.no-proposal') : say('review.confirm-or-change'),
      ];
    },
    choices: ({ answers }) => {
      const { predicate: proposed } = basis.propose(answers);
      const others = predicates.filter((predicate) => predicate !== proposed);
      return [
        ...(proposed === null
          ? []
          : [{ value: proposed, label: say('review.accept', { predicate: predicateWords(proposed) }) }]),
        ...others.map((predicate) => ({ value: predicate, label: predicateWords(predicate) })),
      ];
    },
  });
  return { ...step, isAnswered: (answers) => decidedPredicate(answers) !== null };
}

/** Asked only for a decision that differs from the proposal; also when the proposal moved away after the decision, as peers answer meanwhile. */
function reasonStep(basis: ReviewBasis): Step {
  return textStep({
    id: reasonStepId,
    counted: false,
    applies: (answers) => {
      const decided = decidedPredicate(answers);
      return decided !== null && decided !== basis.propose(answers).predicate;
    },
    lines: () => [say('review.reason')],
    least: 10,
    most: 1000,
  });
}

function confirmLines(basis: ReviewBasis, answers: Answers): readonly Words[] {
  const decided = decidedPredicate(answers);
  const proposed = basis.propose(answers).predicate;
  const feedback = answers[feedbackStepId];
  const reason = answers[reasonStepId];
  return [
    say('review.confirm'),
    '',
    ...(decided ? [say('review.decided', { predicate: predicateWords(decided) })] : []),
    ...(decided !== proposed && typeof reason === 'string'
      ? [say('review.with-reason', { reason: { html: reason } })]
      : []),
    ...(typeof feedback === 'string' ? ['', say('review.your-feedback', { feedback: { html: feedback } })] : []),
  ];
}

/** A predicate as people read it. */
export function predicateWords(predicate: Predicate): Words {
  return say(`predicate.${predicate}`);
}
