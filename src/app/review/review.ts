import { z } from 'zod';
import {
  decidedPredicate,
  feedbackStepId,
  type ReviewBasis,
  reasonStepId,
  reviewFlow,
} from '../../dialogue/flows/review.ts';
import { indicatorsFor } from '../../dialogue/flows/self-assessment.ts';
import { isRated } from '../../dialogue/rating-answer.ts';
import type { Answers, Json } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal, lockAppraisal, saveDecision } from '../../storage/appraisal.ts';
import { createAssessment, listAssessments } from '../../storage/assessment.ts';
import { newAnswers } from '../appraisal/new-answers.ts';
import { conflictData } from '../conflict/conflict-data.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import {
  type ConversationKind,
  defineAction,
  type Feature,
  type Finished,
  numberArg,
  type OpenedConversation,
  show,
} from '../core/feature.ts';
import { allowed, refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { askPeers } from '../peer/ask-peers.ts';
import { innovationFor } from '../recognition/innovation-for.ts';
import { citizensOf } from '../result/citizens-for.ts';
import { settleAppraisal } from '../result/settle-scores.ts';
import { planBasis } from '../work-plan/plan-basis.ts';
import { planPartOf } from '../work-plan/plan-score.ts';
import { checkReview } from './check-review.ts';
import { confirmAgain, confirmAgainKind } from './confirm-again.ts';
import { type PlanPart, reviewBasis, scoreWithReview } from './review-basis.ts';
import { showEvidence } from './show-evidence.ts';
import { teamStatus } from './team-status.ts';
import { openTeam, teamView } from './team-view.ts';

const reviewKind: ConversationKind = { flow: 'review', open, finish };

/** The button that opens one employee's review: from /tim and from reminders. */
export const openReview = defineAction('review.open', z.tuple([numberArg]), async (scene, [appraisalId]) => {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  if (appraisal && (await checkReview(scene, appraisal)) === null) {
    await audit(scene, 'self-assessment-seen', { employeeId: appraisal.employee.id, detail: { appraisalId } });
  }
  return startConversation(scene, reviewKind, String(appraisalId));
});

/** Penilaian atasan: /tim with everybody who is due, and the guided review of one employee. */
export const review: Feature = {
  commands: [
    {
      name: 'tim',
      description: 'command.tim',
      menu: 'menu.tim',
      allows: allowed('view-team'),
      run: async () => show(teamView.of({ page: 0 })),
    },
  ],
  actions: [openReview, openTeam, showEvidence, confirmAgain],
  views: [teamView],
  conversations: [reviewKind, confirmAgainKind],
  status: teamStatus,
};

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const appraisal = await findAppraisal(scene.tx, Number(subject));
  const why = await checkReview(scene, appraisal);
  if (why !== null || !appraisal) return { ok: false, why: why ?? refuse('not-your-staff') };
  const assessments = await listAssessments(scene.tx, appraisal.id);
  const basis = reviewBasis(
    appraisal.period.framework,
    scene.settings.rules,
    assessments,
    await planPart(scene, appraisal),
  );
  return {
    ok: true,
    flow: reviewFlow(withConflictButton(scene, appraisal, basis)),
    steady: { appraisalId: appraisal.id, supervisorId: appraisal.supervisor?.id ?? null },
    heading: [say('review.heading', { employee: appraisal.employee.name, period: appraisal.period.name })],
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const appraisal = await lockAppraisal(scene.tx, Number(subject));
  const why = await checkReview(scene, appraisal);
  const rater = scene.actor.employee;
  if (why !== null || !appraisal?.supervisor || !rater)
    return { kind: 'refused', why: why ?? refuse('not-your-staff') };
  const predicate = decidedPredicate(answers);
  const feedback = textOf(answers[feedbackStepId]);
  if (predicate === null || feedback === null) return { kind: 'refused', why: refuse('review-incomplete') };
  const { framework } = appraisal.period;
  const plan = await planPart(scene, appraisal);
  const indicators = indicatorsFor(framework, 'supervisor', plan.basis.byPlan);
  // The plan may have stopped giving a level since this question was shown.
  if (!indicators.every(({ id }) => isRated(framework, answers, id)))
    return { kind: 'refused', why: refuse('review-incomplete') };
  const score = scoreWithReview(
    framework,
    scene.settings.rules,
    await listAssessments(scene.tx, appraisal.id),
    answers,
    plan,
  );
  await createAssessment(scene.tx, {
    appraisalId: appraisal.id,
    kind: 'supervisor',
    raterId: rater.id,
    onBehalfOfId: rater.id === appraisal.supervisor.id ? null : appraisal.supervisor.id,
    submittedAt: scene.now,
    answers: newAnswers(indicators, answers),
  });
  await saveDecision(scene.tx, appraisal.id, {
    proposedPredicate: score.proposed,
    predicate,
    predicateReason: predicate === score.proposed ? null : textOf(answers[reasonStepId]),
    feedback,
    score,
    reviewedAt: scene.now,
  });
  await hearPeers(scene, appraisal.id);
  await audit(scene, 'review-submitted', {
    employeeId: appraisal.employee.id,
    detail: { appraisalId: appraisal.id, followedProposal: predicate === score.proposed },
  });
  return { kind: 'done', outcome: show(teamView.of({ page: 0 }), thanks(appraisal.employee.name)) };
}

/** The way out for a rater who should not assess this person, on the first question. */
function withConflictButton(scene: Scene, appraisal: AppraisalRow, basis: ReviewBasis): ReviewBasis {
  const [first] = indicatorsFor(basis.framework, 'supervisor', basis.plan.byPlan);
  if (refusalFor(scene.actor, 'declare-conflict', appraisal) !== null) return basis;
  const button = { label: say('conflict.declare'), data: conflictData.declare(appraisal.id) };
  return {
    ...basis,
    aside: (indicatorId) => {
      const { lines, buttons } = basis.aside(indicatorId);
      return { lines, buttons: indicatorId === first?.id ? [...buttons, [button]] : buttons };
    },
  };
}

/** The plan counts as it is when the review is written; afterwards it does not change any more. An innovation accepted later is added then (count-innovation.ts). */
async function planPart(scene: Scene, appraisal: AppraisalRow): Promise<PlanPart> {
  const score = await planPartOf(scene, appraisal);
  return {
    percent: score.percent,
    basis: planBasis(appraisal, score, 'supervisor'),
    innovation: await innovationFor(scene, appraisal),
    citizens: await citizensOf(scene, appraisal),
  };
}

/** After the review it may be the peers' turn; where they were asked before and have all answered, their part is added now, unseen by whoever wrote the review. */
async function hearPeers(scene: Scene, appraisalId: number): Promise<void> {
  const reviewed = await findAppraisal(scene.tx, appraisalId);
  if (!reviewed) return;
  await askPeers(scene, reviewed);
  await settleAppraisal(scene, reviewed);
}

function thanks(employee: string): Words {
  return say('review.thanks', { employee });
}

function textOf(answer: Json | undefined): string | null {
  return typeof answer === 'string' ? answer : null;
}
