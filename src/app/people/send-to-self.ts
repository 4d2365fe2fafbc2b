import { enqueue } from '../../storage/outbox.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';

/**
 * Sends the person who acts something that cannot be made again from the database (codes exist only in their message), so it waits in the outbox until it arrived, and
 * is sent again when nobody knows whether it did.
 */
export async function sendToSelf(scene: Scene, screen: Screen): Promise<void> {
  await enqueue(scene.tx, [
    {
      chatId: scene.actor.telegramId,
      kind: 'file',
      message: renderNotice(screen, scene.actor.locale),
      mustArrive: true,
      dedupeKey: null,
      dueAt: scene.now,
    },
  ]);
}
