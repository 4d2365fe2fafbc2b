import { findHrChats } from '../../storage/account.ts';
import { enqueue } from '../../storage/outbox.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';

/**
 * Tells everybody of HR, each in their own language, but the chats in `except`. The same key tells each once for ever; with a null key they are told each time.
 * Answers how many were told now.
 */
export async function tellHr(
  { tx, now, settings }: Pick<Scene, 'tx' | 'now' | 'settings'>,
  screen: Screen,
  { key, except = [] }: { readonly key: string | null; readonly except?: readonly number[] },
): Promise<number> {
  const recipients = await findHrChats(tx, settings.hrTelegramIds);
  return enqueue(
    tx,
    recipients
      .filter(({ telegramId }) => !except.includes(telegramId))
      .map(({ telegramId, locale }) => ({
        chatId: telegramId,
        kind: 'notice',
        message: renderNotice(screen, locale ?? settings.locale),
        mustArrive: true,
        dedupeKey: key === null ? null : `${key}:${telegramId}`,
        dueAt: now,
      })),
  );
}
