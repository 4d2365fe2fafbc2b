import { refuse, say, type Words } from '../../i18n/words.ts';
import { findChats, resetScreens } from '../../storage/account.ts';
import { enqueue } from '../../storage/outbox.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import { startView } from './start-view.ts';

/** Tells employees who were taken off the roster, and closes what their screens showed. Their drafts stay. */
export async function tellDeactivated(scene: Scene, employeeIds: readonly number[]): Promise<void> {
  await resetScreens(scene.tx, employeeIds, startView.of({}));
  await tellEmployees(scene, employeeIds, refuse('inactive'));
}

/** Tells an employee who was put back on the roster. */
export async function tellActivated(scene: Scene, employeeIds: readonly number[]): Promise<void> {
  await tellEmployees(scene, employeeIds, say('person.active-again'));
}

async function tellEmployees(scene: Scene, employeeIds: readonly number[], words: Words): Promise<void> {
  const chats = await findChats(scene.tx, employeeIds);
  await enqueue(
    scene.tx,
    chats.map(({ telegramId, locale }) => ({
      chatId: telegramId,
      kind: 'notice',
      message: renderNotice({ lines: [words], buttons: [] }, locale ?? scene.settings.locale),
      mustArrive: true,
      dedupeKey: null,
      dueAt: scene.now,
    })),
  );
}
