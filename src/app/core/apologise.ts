import { randomBytes } from 'node:crypto';
import { say } from '../../i18n/words.ts';
import { findLocale } from '../../storage/account.ts';
import { claimUpdate } from '../../storage/processed-update.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import type { App } from './app.ts';
import { errorForLog } from './error-for-log.ts';
import { renderScreen } from './render-screen.ts';
import { sendPatiently } from './send-patiently.ts';

/** The person gets a short apology with a reference, the log gets the rest, and the update is not worked on again. */
export async function apologise(app: App, incoming: Incoming, error: unknown): Promise<void> {
  const { updateId, kind, chatId } = incoming;
  const reference = randomBytes(4).toString('hex').toUpperCase();
  app.log.error({ reference, updateId, kind, err: errorForLog(error) }, 'An update could not be worked on.');
  const locale = await withTransaction(app.database, async (tx) => {
    await claimUpdate(tx, updateId, app.now());
    return findLocale(tx, incoming.from.id);
  });
  const screen = { lines: [say('error.apology', { reference })], buttons: [] };
  for (const message of renderScreen(screen, locale ?? app.settings.locale)) {
    const { state } = await sendPatiently(app, () => app.gateway.send(chatId, message));
    if (state !== 'sent') app.log.warn({ reference, updateId, state }, 'An apology could not be shown.');
  }
}
