import { type Declined, declinedOf, declinePeerFlow } from '../../dialogue/flows/decline-peer.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { deleteConversationAbout } from '../../storage/conversation.ts';
import { settlePeerRequest } from '../../storage/peer-request.ts';
import { chatsOfParties } from '../appraisal/chats-of-parties.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import { tellHr } from '../people/tell-hr.ts';
import { settleAppraisal } from '../result/settle-scores.ts';
import { replacePeers } from './ask-peers.ts';
import { checkPeer } from './check-peer.ts';
import { peerListView } from './peer-list-view.ts';

/** A colleague declines, with the reason for HR alone, and somebody takes their place. The subject is the appraisal. */
export const declinePeerKind: ConversationKind = { flow: 'decline-peer', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const appraisal = await findAppraisal(scene.tx, Number(subject));
  const why = await checkPeer(scene, appraisal);
  if (why !== null || !appraisal) return { ok: false, why: why ?? refuse('not-your-request') };
  const leave = { label: say('peer.all'), data: commandData('rekan') };
  return { ok: true, flow: declinePeerFlow(appraisal.employee.name, leave), heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const appraisal = await lockAppraisal(scene.tx, Number(subject));
  const why = await checkPeer(scene, appraisal);
  const declined = declinedOf(answers);
  const peer = scene.actor.employee;
  if (why !== null || !appraisal || !declined || !peer)
    return { kind: 'refused', why: why ?? refuse('not-your-request') };
  await settlePeerRequest(
    scene.tx,
    { appraisalId: appraisal.id, peerId: peer.id },
    {
      state: 'declined',
      reason: declined.words === null ? declined.why : `${declined.why}: ${declined.words}`,
      now: scene.now,
    },
  );
  // Without the name of the rated: the trail must not tell who was asked about whom.
  await audit(scene, 'peer-declined', { detail: { why: declined.why } });
  await deleteConversationAbout(scene.tx, scene.actor.telegramId, 'peer', subject);
  await tellReason(scene, appraisal, declined);
  if ((await replacePeers(scene, appraisal)) === 0) await settleAppraisal(scene, appraisal);
  const note = say('peer.declined', { employee: appraisal.employee.name });
  return { kind: 'done', outcome: show(peerListView.of({}), note) };
}

/** HR hears that somebody declined and why, but not who: a small unit would otherwise know who the others are. */
async function tellReason(scene: Scene, appraisal: AppraisalRow, { why, words }: Declined): Promise<void> {
  const screen = {
    lines: [
      say('peer.notice-declined', {
        employee: appraisal.employee.name,
        period: appraisal.period.name,
        why: say(`peer.why-${why}`),
      }),
      ...(words === null ? [] : [say('peer.notice-words', { words: { html: words } })]),
    ],
    buttons: [[menuButton]],
  };
  // HR who are part of it themselves hear nothing.
  const except = [scene.actor.telegramId, ...(await chatsOfParties(scene.tx, appraisal))];
  await tellHr(scene, screen, { key: null, except });
}
