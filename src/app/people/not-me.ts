import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { findFormerChats, updateAccount } from '../../storage/account.ts';
import { deleteConversationsSince, moveConversations } from '../../storage/conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, type Outcome, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { menuView } from '../menu/menu-view.ts';
import { startView } from './start-view.ts';
import { tellHr } from './tell-hr.ts';

/** How long after joining a person can say that it was somebody else's link; later HR moves the account. In milliseconds. */
const withinMs = 24 * 3600 * 1000;

/** "Bukan saya": the joining is undone, HR is told, and the employee needs a new link. */
export const notMeAction = defineAction('not-me', z.tuple([z.enum(['ask', 'yes', 'no'])]), notMe);

/** Asks before a joining is undone. */
export const notMeView = defineView('not-me', z.object({}), renderQuestion);

async function notMe(scene: Scene, [step]: readonly ['ask' | 'yes' | 'no']): Promise<Outcome> {
  const { employee, account } = scene.actor;
  if (!employee || account.joinedAt === null) return { kind: 'stale' };
  if (step === 'no') return show(menuView.of({}));
  if (scene.now.getTime() - account.joinedAt.getTime() > withinMs)
    return show(menuView.of({}), refuse('not-me-too-late'));
  return step === 'ask' ? show(notMeView.of({})) : undo(scene, employee.id, employee.name, account.joinedAt);
}

async function renderQuestion({ actor }: Scene): Promise<Screen> {
  return {
    lines: [say('not-me.ask', { name: actor.employee?.name ?? actor.account.firstName })],
    buttons: [
      [{ label: say('not-me.yes'), data: notMeAction.data('yes') }],
      [{ label: say('not-me.no'), data: notMeAction.data('no') }],
    ],
  };
}

async function undo(scene: Scene, employeeId: number, name: string, joinedAt: Date): Promise<Outcome> {
  const { tx, actor } = scene;
  // Drafts that came over from the employee's earlier chat go back there, unseen, and move on when the employee joins again.
  const [former] = await findFormerChats(tx, employeeId);
  if (former === undefined) await deleteConversationsSince(tx, actor.telegramId, joinedAt);
  else await moveConversations(tx, [actor.telegramId], former);
  await updateAccount(tx, actor.telegramId, { employeeId: null, joinedAt: null, conversationId: null });
  await audit(scene, 'joining-undone', { employeeId });
  const notice = {
    lines: [say('not-me.hr', { name, person: actor.account.firstName })],
    buttons: [[{ label: say('menu.pegawai'), data: commandData('pegawai') }]],
  };
  await tellHr(scene, notice, { key: null, except: [actor.telegramId] });
  return show(startView.of({}), say('not-me.done'));
}
