import type { Locale } from '../../i18n/words.ts';
import { type BroadcastContent, findBroadcastContent, keepBroadcastFile } from '../../storage/broadcast.ts';
import type { Database } from '../../storage/database.ts';
import type { TakenMessage } from '../../storage/outbox-queue.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import { broadcastCopy } from '../broadcast/broadcast-copy.ts';
import type { AppLog } from '../core/app.ts';

/** What the messages of the outbox say. The words of a broadcast are read once for all its copies, and its file is uploaded once. */
export interface Contents {
  /** Rejects when the database cannot be read. */
  of(message: TakenMessage): Promise<Outgoing>;
  /** True for a copy whose file Telegram does not have yet: the next copy should wait for this one. */
  isUpload(message: TakenMessage): Promise<boolean>;
  /** Telegram has the file now. */
  uploaded(message: TakenMessage, fileId: string): Promise<void>;
}

/** Broadcasts kept in memory at once; with more than that under way they are read again. */
const mostKept = 20;

export function createContents(options: {
  readonly database: Database;
  readonly locale: Locale;
  readonly log: AppLog;
}): Contents {
  const { database, locale, log } = options;
  const broadcasts = new Map<number, BroadcastContent>();

  return {
    async of({ what }) {
      if (what.kind === 'notice') return what.message;
      return broadcastCopy(await broadcast(what.broadcastId), what.broadcastId, what.locale ?? locale);
    },
    async isUpload({ what }) {
      if (what.kind === 'notice') return false;
      // Where it cannot be read, `of` says so.
      const content = await broadcast(what.broadcastId).catch(() => null);
      return content?.file !== undefined && 'base64' in content.file;
    },
    async uploaded({ what }, fileId) {
      if (what.kind === 'notice') return;
      const content = broadcasts.get(what.broadcastId);
      if (!content?.file || 'fileId' in content.file) return;
      const file = { as: content.file.as, fileId };
      broadcasts.set(what.broadcastId, { ...content, file });
      try {
        await keepBroadcastFile(database.client, what.broadcastId, file);
      } catch (error) {
        log.error(
          { err: error, broadcastId: what.broadcastId },
          'The file of a broadcast has to be uploaded again after a restart.',
        );
      }
    },
  };

  async function broadcast(id: number): Promise<BroadcastContent> {
    const kept = broadcasts.get(id);
    if (kept) return kept;
    const content = await findBroadcastContent(database.client, id);
    const [oldest] = broadcasts.keys();
    if (oldest !== undefined && broadcasts.size >= mostKept) broadcasts.delete(oldest);
    broadcasts.set(id, content);
    return content;
  }
}
