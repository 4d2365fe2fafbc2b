import { DatabaseUnavailable } from '../../storage/database-unavailable.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import { DownloadError, type HandleIncoming } from '../../telegram/gateway.ts';
import type { Incoming, IncomingFile } from '../../telegram/incoming.ts';
import { apologise } from './apologise.ts';
import type { App } from './app.ts';
import { declineGroup } from './decline-group.ts';
import { deliverReply, ReplyNotDelivered } from './deliver-reply.ts';
import { errorForLog } from './error-for-log.ts';
import { createQuickSteps, type Shown } from './quick-steps.ts';
import { NeedsFile } from './scene.ts';
import { type Reply, workOnUpdate } from './work-on-update.ts';

/** Largest file a person may send the bot, in bytes (Telegram's limit for bots). */
export const fileLimit = 20 * 1024 * 1024;

/**
 * Handles one update from claim to reply. Resolves when its effects are committed and the reply was shown or given up; rejects only when Telegram should deliver the
 * update again (the database or Telegram could not be reached). An error in the product itself is told to the person with a reference and never stops the bot.
 */
export function createIncomingHandler(app: App): HandleIncoming {
  const quick = createQuickSteps(app);
  return async (incoming) => {
    if (incoming.chatKind !== 'private') return declineGroup(app, incoming);
    const later = answersLater(app, incoming);
    const answered = later ? undefined : stopSpinner(app, incoming);
    try {
      const reply = (await quick.take(incoming)) ?? (await work(app, incoming));
      if (later && reply?.kind !== 'toast') await stopSpinner(app, incoming);
      if (reply) {
        const messageId = await deliverReply(app, incoming, reply);
        if (reply.kind === 'show') quick.remember(incoming.from.id, shownQuestion(reply, messageId));
      }
    } catch (error) {
      if (error instanceof DatabaseUnavailable || error instanceof ReplyNotDelivered) throw error;
      if (later) await stopSpinner(app, incoming);
      await apologise(app, incoming, error);
    } finally {
      await answered;
    }
  };
}

function shownQuestion(
  { question, actor, lookedAt }: Extract<Reply, { kind: 'show' }>,
  messageId: number | null,
): Shown | null {
  return question === null || messageId === null ? null : { question, actor, messageId, lookedAt };
}

/** A toast's words are only known after the commit; every other press is answered at once so that the button stops spinning. */
function answersLater(app: App, incoming: Incoming): boolean {
  if (incoming.kind !== 'press') return false;
  return app.registry.actions.get(incoming.data.split(':')[0] ?? '')?.toasts ?? false;
}

/** Never rejects: it runs beside the work. */
async function stopSpinner(app: App, incoming: Incoming): Promise<void> {
  if (incoming.kind !== 'press') return;
  try {
    await app.gateway.answerPress(incoming.queryId);
  } catch (error) {
    app.log.error({ updateId: incoming.updateId, err: errorForLog(error) }, 'A button press could not be answered.');
  }
}

/** The committed effects of the update, and what to show for them. */
async function work(app: App, incoming: Incoming): Promise<Reply | null> {
  const files = new Map<string, Uint8Array>();
  for (;;) {
    try {
      const reply = await withTransaction(app.database, (tx) => workOnUpdate(app, tx, incoming, files));
      // Whoever is only asked the next question has put nothing on its way to anybody.
      if (reply?.kind !== 'show' || reply.question === null) app.wakeSender();
      return reply;
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
