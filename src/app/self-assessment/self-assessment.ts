import { z } from 'zod';
import { indicatorsFor, selfAssessmentFlow } from '../../dialogue/flows/self-assessment.ts';
import { isRated } from '../../dialogue/rating-answer.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findAppraisal, findCurrentAppraisal, lockAppraisal, markSelfSubmitted } from '../../storage/appraisal.ts';
import { createAssessment } from '../../storage/assessment.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { newAnswers } from '../appraisal/new-answers.ts';
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
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import { askPeers } from '../peer/ask-peers.ts';
import { preliminaryView } from '../result/preliminary-view.ts';
import { planBasis } from '../work-plan/plan-basis.ts';
import { planPartOf } from '../work-plan/plan-score.ts';
import { checkSelfAssessment } from './check-self-assessment.ts';

const selfAssessmentKind: ConversationKind = { flow: 'self-assessment', open, finish };

/** The button of reminders and menus that opens one's own self-assessment. */
export const openSelfAssessment = defineAction('self.open', z.tuple([numberArg]), async (scene, [appraisalId]) =>
  startConversation(scene, selfAssessmentKind, String(appraisalId)),
);

/** Penilaian diri (/nilai): the guided conversation, its window, and what happens when it is sent. */
export const selfAssessment: Feature = {
  commands: [
    {
      name: 'nilai',
      description: 'command.nilai',
      menu: 'menu.nilai',
      allows: (actor) => actor.employee !== null,
      run: startOwn,
    },
  ],
  actions: [openSelfAssessment],
  views: [preliminaryView],
  conversations: [selfAssessmentKind],
  status,
};

async function startOwn(scene: Scene) {
  const appraisal = scene.actor.employee && (await findCurrentAppraisal(scene.tx, scene.actor.employee.id));
  if (!appraisal) return tell(refuse('no-period'));
  if (appraisal.selfSubmittedAt) return show(preliminaryView.of({ appraisalId: appraisal.id }), say('self.already'));
  return startConversation(scene, selfAssessmentKind, String(appraisal.id));
}

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const appraisal = await findAppraisal(scene.tx, Number(subject));
  const why = await checkSelfAssessment(scene, appraisal);
  if (why !== null || !appraisal) return { ok: false, why: why ?? refuse('not-your-appraisal') };
  return {
    ok: true,
    flow: selfAssessmentFlow(
      appraisal.period.framework,
      planBasis(appraisal, await planPartOf(scene, appraisal), 'employee'),
    ),
    steady: { appraisalId: appraisal.id, supervisorId: appraisal.supervisor?.id ?? null },
    heading: [say('self.heading', { period: appraisal.period.name })],
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const appraisal = await lockAppraisal(scene.tx, Number(subject));
  const why = await checkSelfAssessment(scene, appraisal);
  if (why !== null || !appraisal) return { kind: 'refused', why: why ?? refuse('not-your-appraisal') };
  const { framework } = appraisal.period;
  const { byPlan } = await planPartOf(scene, appraisal);
  const indicators = indicatorsFor(framework, 'self', byPlan);
  // The plan may have stopped giving a level since the summary was shown.
  if (!indicators.every(({ id }) => isRated(framework, answers, id)))
    return { kind: 'refused', why: refuse('self-incomplete') };
  await createAssessment(scene.tx, {
    appraisalId: appraisal.id,
    kind: 'self',
    raterId: appraisal.employee.id,
    submittedAt: scene.now,
    answers: newAnswers(indicators, answers),
  });
  await markSelfSubmitted(scene.tx, appraisal.id, scene.now);
  await askPeers(scene, { ...appraisal, selfSubmittedAt: scene.now });
  await audit(scene, 'self-assessment-submitted', {
    employeeId: appraisal.employee.id,
    detail: { appraisalId: appraisal.id },
  });
  return { kind: 'done', outcome: show(preliminaryView.of({ appraisalId: appraisal.id }), say('self.thanks')) };
}

/** What is open for the employee themselves, as a line in the menu. */
async function status(scene: Scene): Promise<readonly Words[]> {
  const { employee } = scene.actor;
  const appraisal = employee && (await findCurrentAppraisal(scene.tx, employee.id));
  if (!appraisal) return [];
  const period = appraisal.period.name;
  if (appraisal.reviewedAt) return [say('self.status-reviewed', { period })];
  if (appraisal.selfSubmittedAt) return [say('self.status-submitted', { period })];
  const why = await checkSelfAssessment(scene, appraisal);
  if (why !== null) return [why];
  const draft = await findConversationAbout(scene.tx, scene.actor.telegramId, 'self-assessment', String(appraisal.id));
  return [
    say(draft ? 'self.status-under-way' : 'self.status-open', {
      period,
      date: { date: appraisal.windows.selfClosesOn },
    }),
  ];
}
