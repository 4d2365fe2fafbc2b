import { say } from '../../i18n/words.ts';
import { claimUpdate } from '../../storage/processed-update.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import type { App } from './app.ts';
import { renderScreen } from './render-screen.ts';

/** What is said here is confidential: in a group each command gets one polite refusal, everything else and channels get nothing. */
export async function declineGroup(app: App, incoming: Incoming): Promise<void> {
  if (incoming.kind !== 'command' || incoming.chatKind !== 'group') return;
  const isNew = await withTransaction(app.database, (tx) => claimUpdate(tx, incoming.updateId, app.now()));
  if (!isNew) return;
  const screen = { lines: [say('refusal.group')], buttons: [] };
  for (const message of renderScreen(screen, app.settings.locale)) {
    const { state } = await app.gateway.send(incoming.chatId, message);
    if (state !== 'sent') app.log.info({ updateId: incoming.updateId, state }, 'A group could not be declined.');
  }
}
