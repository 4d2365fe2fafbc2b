import { countGuess, judgeInvitation, waitUntil } from '../../domain/invitation.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { cutOffOtherChats, findFormerChats, updateAccount } from '../../storage/account.ts';
import { moveConversations } from '../../storage/conversation.ts';
import { type InvitationRow, lockInvitation, markInvitationUsed } from '../../storage/invitation.ts';
import { enqueue } from '../../storage/outbox.ts';
import { audit } from '../core/audit.ts';
import { type Outcome, show } from '../core/feature.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import { menuView } from '../menu/menu-view.ts';
import { actorZone } from './actor-zone.ts';
import { hashCode } from './join-code.ts';
import { noteNoticeShown } from './privacy-notice.ts';
import { privacyView } from './privacy-view.ts';
import { startView } from './start-view.ts';

/** `/start <code>`: joins the account to the employee the code is for. A person who used another Telegram account before is moved, with every draft. */
export async function join(scene: Scene, code: string): Promise<Outcome> {
  const { tx, actor, now } = scene;
  const invitation = await lockInvitation(tx, hashCode(code));
  const account = { telegramId: actor.telegramId, employeeId: actor.employee?.id ?? null };
  const judgement = judgeInvitation(invitation, account, now);
  if (judgement === 'used-by-you') return show(menuView.of({}), say('join.already'));
  const until = waitUntil(actor.account, now);
  if (until)
    return answer(scene, refuse('code-wait', { at: { at: until.toISOString(), zone: await actorZone(scene) } }));
  if (judgement === 'belongs-to-another-person-here')
    return answer(scene, refuse('account-of-another', { name: actor.employee?.name ?? '' }));
  if (judgement === 'wrong' || !invitation) return wrong(scene);
  return joinWith(scene, invitation);
}

async function joinWith(scene: Scene, { id, employeeId }: InvitationRow): Promise<Outcome> {
  const { tx, actor, now } = scene;
  const again = actor.employee?.id === employeeId;
  await markInvitationUsed(tx, id, actor.telegramId, now);
  if (again) {
    await audit(scene, 'joined-again', { employeeId });
    return show(menuView.of({}), say('join.already'));
  }
  const moved = await moveFromOldChats(scene, employeeId);
  await updateAccount(tx, actor.telegramId, {
    employeeId,
    joinedAt: now,
    cutOffAt: null,
    guesses: 0,
    guessesSince: null,
  });
  await audit(scene, moved ? 'moved-to-other-account' : 'joined', { employeeId });
  await noteNoticeShown(scene, employeeId);
  return show(privacyView.of({ joining: true }), say(moved ? 'join.moved' : 'join.done'));
}

/** Cuts the chats off that were the employee's, tells each once more, and brings every draft over. True when there was such a chat now or earlier. */
async function moveFromOldChats(scene: Scene, employeeId: number): Promise<boolean> {
  const { tx, actor, now } = scene;
  const cut = await cutOffOtherChats(tx, {
    employeeId,
    telegramId: actor.telegramId,
    view: startView.of({}),
    now,
  });
  const former = await findFormerChats(tx, employeeId);
  const others = [...new Set([...cut.map(({ telegramId }) => telegramId), ...former])].filter(
    (telegramId) => telegramId !== actor.telegramId,
  );
  await moveConversations(tx, others, actor.telegramId);
  if (cut.length > 0) await audit(scene, 'cut-off', { employeeId, detail: { chats: cut.length } });
  await enqueue(
    tx,
    cut
      .filter(({ blocked }) => !blocked)
      .map(({ telegramId, locale }) => ({
        chatId: telegramId,
        kind: 'cut-off',
        message: renderNotice({ lines: [refuse('cut-off')], buttons: [] }, locale ?? scene.settings.locale),
        mustArrive: true,
        dedupeKey: null,
        dueAt: now,
      })),
  );
  return others.length > 0;
}

/** Counts a wrong code. The words are the same whatever was wrong with it. */
async function wrong(scene: Scene): Promise<Outcome> {
  const counted = countGuess(scene.actor.account, scene.now);
  await updateAccount(scene.tx, scene.actor.telegramId, counted);
  await audit(scene, 'wrong-code', { detail: { guesses: counted.guesses } });
  return answer(scene, refuse('code-wrong'));
}

/** A joined person keeps the menu under the answer, a newcomer what they can do. */
function answer({ actor }: Scene, words: Words): Outcome {
  return actor.employee || actor.isHr ? show(menuView.of({}), words) : show(startView.of({}), words);
}
