import { say, type Words } from '../../i18n/words.ts';
import { findHrChats } from '../../storage/account.ts';
import { enqueue } from '../../storage/outbox.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import { objectionData } from './objection-data.ts';

/** Tells everybody of HR about an objection by its number, without a name; the button asks for the reason of the look. The same key tells once for ever. */
export async function tellHrOfObjection(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  { id, words, key }: { readonly id: number; readonly words: Words; readonly key: string },
): Promise<number> {
  const screen = {
    lines: [words],
    buttons: [[{ label: say('objection.look', { number: id }), data: objectionData.look(id) }]],
  };
  const recipients = await findHrChats(scene.tx, scene.settings.hrTelegramIds);
  return enqueue(
    scene.tx,
    recipients.map(({ telegramId, locale }) => ({
      chatId: telegramId,
      kind: 'notice',
      message: renderNotice(screen, locale ?? scene.settings.locale),
      mustArrive: true,
      dedupeKey: `objection:${id}:${key}:${telegramId}`,
      dueAt: scene.now,
    })),
  );
}
