import { randomBytes } from 'node:crypto';
import { say } from '../../i18n/words.ts';
import { DatabaseUnavailable } from '../../storage/database-unavailable.ts';
import { claimUpdate } from '../../storage/processed-update.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import { DownloadError, type HandleIncoming } from '../../telegram/gateway.ts';
import type { Incoming, IncomingFile } from '../../telegram/incoming.ts';
import type { App } from './app.ts';
import { deliverReply, ReplyNotDelivered } from './deliver-reply.ts';
import { renderScreen } from './render-screen.ts';
import { NeedsFile } from './scene.ts';
import { workOnUpdate } from './work-on-update.ts';

/** Largest file a person may send the bot, in bytes (Telegram's limit for bots). */
export const fileLimit = 20 * 1024 * 1024;

/**
 * Handles one update from claim to reply. Resolves when its effects are committed and the reply was shown; rejects only when Telegram should deliver the update
 * again (the database or Telegram could not be reached). An error in the product itself is told to the person with a reference and never stops the bot.
 */
export function createIncomingHandler(app: App): HandleIncoming {
  return async (incoming) => {
    if (incoming.chatKind !== 'private') return refuseGroup(app, incoming);
    const answered =
      incoming.kind === 'press' && !answersLater(app, incoming.data)
        ? app.gateway.answerPress(incoming.queryId)
        : undefined;
    try {
      await handlePrivate(app, incoming);
    } catch (error) {
      if (error instanceof DatabaseUnavailable || error instanceof ReplyNotDelivered) throw error;
      await apologise(app, incoming, error);
    }
    await answered;
  };
}

/** A toast's words are only known after the commit; every other press is answered at once so that the button stops spinning. */
function answersLater(app: App, data: string): boolean {
  return app.registry.actions.get(data.split(':')[0] ?? '')?.toasts ?? false;
}

async function handlePrivate(app: App, incoming: Incoming): Promise<void> {
  const files = new Map<string, Uint8Array>();
  for (;;) {
    try {
      const reply = await withTransaction(app.database, (tx) => workOnUpdate(app, tx, incoming, files));
      app.wakeSender();
      if (reply) await deliverReply(app, incoming, reply);
      return;
    } catch (error) {
      if (!(error instanceof NeedsFile) || files.has(error.file.fileId)) throw error;
      files.set(error.file.fileId, await fetchFile(app, error.file));
    }
  }
}

async function fetchFile(app: App, file: IncomingFile): Promise<Uint8Array> {
  try {
    return await app.gateway.download(file.fileId, fileLimit);
  } catch (error) {
    // An empty file is refused by whoever reads it, with words about the file; the reason is for the log.
    if (!(error instanceof DownloadError)) throw error;
    app.log.warn({ code: error.code, reason: error.message }, 'A file that a person sent could not be fetched.');
    return new Uint8Array();
  }
}

/** The person gets a short apology with a reference, the log gets the rest, and the update is not worked on again. */
async function apologise(app: App, incoming: Incoming, error: unknown): Promise<void> {
  const reference = randomBytes(4).toString('hex').toUpperCase();
  app.log.error(
    { reference, updateId: incoming.updateId, kind: incoming.kind, err: error },
    'An update could not be worked on.',
  );
  await withTransaction(app.database, (tx) => claimUpdate(tx, incoming.updateId, app.now()));
  const screen = { lines: [say('error.apology', { reference })], buttons: [] };
  for (const message of renderScreen(screen, app.settings.locale)) await app.gateway.send(incoming.chatId, message);
}

async function refuseGroup(app: App, incoming: Incoming): Promise<void> {
  if (incoming.kind !== 'command' || incoming.chatKind !== 'group') return;
  const screen = { lines: [say('refusal.group')], buttons: [] };
  for (const message of renderScreen(screen, app.settings.locale)) await app.gateway.send(incoming.chatId, message);
}
