import type { ReviewBasis } from '../../dialogue/flows/review.ts';
import { indicatorsFor, noPlan, type PlanBasis } from '../../dialogue/flows/self-assessment.ts';
import { backingOf, ratingOf } from '../../dialogue/rating-answer.ts';
import { type Aside, backingLines } from '../../dialogue/rating-step.ts';
import type { Answers } from '../../dialogue/step.ts';
import type { RatingSum } from '../../domain/citizen-figure.ts';
import type { Exact } from '../../domain/exact.ts';
import type { Framework } from '../../domain/framework.ts';
import type { GateFacts } from '../../domain/gate.ts';
import type { Rules } from '../../domain/rules.ts';
import { type Submission, scoreAppraisal } from '../../domain/score.ts';
import type { Score } from '../../domain/score-json.ts';
import { say } from '../../i18n/words.ts';
import { type AnswerRow, type AssessmentRow, submissionsOf } from '../../storage/assessment.ts';
import { explanationWords } from '../result/explanation-words.ts';
import { showEvidence } from './show-evidence.ts';

/** What counts in a review besides the answers: the work plan's achievement in percent, null while it gives none, with what is shown of it; the innovation recorded for the period; citizens. */
export interface PlanPart {
  readonly percent: Exact | null;
  readonly basis: PlanBasis;
  /** Its title as Telegram HTML; null without one. */
  readonly innovation: string | null;
  /** Their ratings of the unit so far, where they count. */
  readonly citizens: RatingSum | null;
}

const withoutPlan: PlanPart = { percent: null, basis: noPlan, innovation: null, citizens: null };

/** What a review stands on: the employee's submitted answers beside each question, and the score they make together with the supervisor's. */
export function reviewBasis(
  framework: Framework,
  rules: Rules,
  assessments: readonly AssessmentRow[],
  plan: PlanPart = withoutPlan,
): ReviewBasis {
  const self = assessments.find(({ kind }) => kind === 'self');
  return {
    framework,
    plan: plan.basis,
    aside: (indicatorId) => {
      const own = asideOf(
        framework,
        self?.answers.find((answer) => answer.indicatorId === indicatorId),
      );
      const planned = plan.basis.aside(indicatorId);
      return planned
        ? { lines: [...own.lines, '', ...planned.lines], buttons: [...own.buttons, ...planned.buttons] }
        : own;
    },
    propose: (answers) => {
      const score = scoreWithReview(framework, rules, assessments, answers, plan);
      return { predicate: score.proposed, lines: explanationWords(framework, rules, score) };
    },
  };
}

/** The appraisal's score with this review's answers in it. */
export function scoreWithReview(
  framework: Framework,
  rules: Rules,
  assessments: readonly AssessmentRow[],
  answers: Answers,
  plan: PlanPart = withoutPlan,
): Score {
  // Peers are heard after the supervisor decided (settle-scores.ts): nobody sees a figure of theirs that could still move.
  const own = submissionsOf(assessments.filter(({ kind }) => kind === 'self'));
  return scoreAppraisal(framework, rules, [...own, submissionFrom(framework, answers, plan.basis.byPlan)], {
    planPercent: plan.percent,
    innovation: plan.innovation,
    citizens: plan.citizens,
    gate: gateFacts(framework, answers),
  });
}

function submissionFrom(framework: Framework, answers: Answers, byPlan: ReadonlySet<string>): Submission {
  return {
    group: 'supervisor',
    rater: 'supervisor',
    answers: Object.fromEntries(
      indicatorsFor(framework, 'supervisor', byPlan).flatMap(({ id }) => {
        const level = ratingOf(answers, id);
        return level === undefined ? [] : [[id, level === null ? 'not-observed' : { level }]];
      }),
    ),
  };
}

function gateFacts(framework: Framework, answers: Answers): GateFacts {
  const gate = framework.rules.procedureGate;
  if (!gate) return { reasonGiven: false, evidenceGiven: false };
  const { comment, items } = backingOf(answers, gate.indicator);
  return { reasonGiven: comment !== null, evidenceGiven: items.length > 0 };
}

function asideOf(framework: Framework, answer: AnswerRow | undefined): Aside {
  if (!answer) return { lines: [say('review.no-self')], buttons: [] };
  const label = framework.scale.find(({ level }) => level === answer.level)?.label;
  return {
    lines: [
      label && answer.level !== null
        ? say('review.self-answer', { level: answer.level, label })
        : say('review.self-not-observed'),
      ...backingLines({ comment: answer.comment, items: answer.evidence }),
    ],
    buttons: answer.evidence.map(({ id, name }) => [
      { label: say('review.show-evidence', { name }), data: showEvidence.data(id) },
    ]),
  };
}
