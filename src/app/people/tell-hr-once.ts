import { findHrChats } from '../../storage/account.ts';
import { enqueue } from '../../storage/outbox.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';

/** Tells everybody of HR, each in their own language; the same key tells each once for ever. Answers how many were told now. */
export async function tellHrOnce(
  { tx, now, settings }: Pick<Scene, 'tx' | 'now' | 'settings'>,
  screen: Screen,
  key: string,
): Promise<number> {
  const recipients = await findHrChats(tx, settings.hrTelegramIds);
  return enqueue(
    tx,
    recipients.map(({ telegramId, locale }) => ({
      chatId: telegramId,
      kind: 'notice',
      message: renderNotice(screen, locale ?? settings.locale),
      mustArrive: true,
      dedupeKey: `${key}:${telegramId}`,
      dueAt: now,
    })),
  );
}
