import { say, type Words } from '../../i18n/words.ts';
import { findHrChats } from '../../storage/account.ts';
import { enqueue } from '../../storage/outbox.ts';
import { commandData } from '../core/menu-button.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';

/** Tells everybody who is HR, except the person who acts, each in their own language, with the button to the roster. */
export async function tellHr(scene: Scene, words: Words): Promise<void> {
  const chats = await findHrChats(scene.tx, scene.settings.hrTelegramIds);
  const screen = { lines: [words], buttons: [[{ label: say('menu.pegawai'), data: commandData('pegawai') }]] };
  await enqueue(
    scene.tx,
    chats
      .filter(({ telegramId }) => telegramId !== scene.actor.telegramId)
      .map(({ telegramId, locale }) => ({
        chatId: telegramId,
        kind: 'notice',
        message: renderNotice(screen, locale ?? scene.settings.locale),
        mustArrive: true,
        dedupeKey: null,
        dueAt: scene.now,
      })),
  );
}
