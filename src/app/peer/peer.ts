import { z } from 'zod';
import { commendationOf, peerFlow } from '../../dialogue/flows/peer.ts';
import type { Answers } from '../../dialogue/step.ts';
import { peerIndicators } from '../../domain/asks-peers.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { createAssessment } from '../../storage/assessment.ts';
import { listOpenRequests, settlePeerRequest } from '../../storage/peer-request.ts';
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
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { settleAppraisal } from '../result/settle-scores.ts';
import { checkPeer } from './check-peer.ts';
import { declinePeerKind } from './decline-peer.ts';
import { peerListView } from './peer-list-view.ts';

const peerKind: ConversationKind = { flow: 'peer', open, finish };

const openPeer = defineAction('peer.open', z.tuple([numberArg]), async (scene, [appraisalId]) =>
  startConversation(scene, peerKind, String(appraisalId)),
);

const openDecline = defineAction('peer.decline', z.tuple([numberArg]), async (scene, [appraisalId]) =>
  startConversation(scene, declinePeerKind, String(appraisalId), { afresh: true }),
);

/** Penilaian rekan: /rekan with the colleagues one is asked about, the guided rating, unnamed to the rated, and declining. */
export const peer: Feature = {
  commands: [
    {
      name: 'rekan',
      description: 'command.rekan',
      menu: 'menu.rekan',
      allows: allowed('view-peer-requests'),
      run: async () => show(peerListView.of({})),
    },
  ],
  actions: [openPeer, openDecline],
  views: [peerListView],
  conversations: [peerKind, declinePeerKind],
  status,
};

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const appraisal = await findAppraisal(scene.tx, Number(subject));
  const why = await checkPeer(scene, appraisal);
  if (why !== null || !appraisal) return { ok: false, why: why ?? refuse('not-your-request') };
  const { employee, period } = appraisal;
  return {
    ok: true,
    flow: peerFlow(period.framework, employee.name),
    steady: { appraisalId: appraisal.id, supervisorId: appraisal.supervisor?.id ?? null },
    heading: [say('peer.title', { employee: employee.name, period: period.name }), say('peer.protected'), ''],
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const appraisal = await lockAppraisal(scene.tx, Number(subject));
  const why = await checkPeer(scene, appraisal);
  const rater = scene.actor.employee;
  if (why !== null || !appraisal || !rater) return { kind: 'refused', why: why ?? refuse('not-your-request') };
  await createAssessment(scene.tx, {
    appraisalId: appraisal.id,
    kind: 'peer',
    raterId: rater.id,
    submittedAt: scene.now,
    answers: newAnswers(peerIndicators(appraisal.period.framework), answers),
    commendation: commendationOf(answers),
  });
  await settlePeerRequest(
    scene.tx,
    { appraisalId: appraisal.id, peerId: rater.id },
    { state: 'submitted', now: scene.now },
  );
  // Without the name of the rated: the trail must not tell who answered about whom, or how many have.
  await audit(scene, 'peer-assessment-submitted');
  await settleAppraisal(scene, appraisal);
  return {
    kind: 'done',
    outcome: show(peerListView.of({}), say('peer.thanks', { employee: appraisal.employee.name })),
  };
}

/** How many colleagues wait to be rated, as a line in the menu. */
async function status(scene: Scene): Promise<readonly Words[]> {
  const count = scene.actor.employee ? (await listOpenRequests(scene.tx, scene.actor.employee.id)).length : 0;
  return count === 0 ? [] : [say('peer.status', { count })];
}
