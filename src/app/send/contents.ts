import type { Locale } from '../../i18n/words.ts';
import { type BroadcastContent, findBroadcastContent, keepBroadcastFile } from '../../storage/broadcast.ts';
import type { Database } from '../../storage/database.ts';
import type { TakenMessage } from '../../storage/outbox-queue.ts';
import type { Delivery } from '../../telegram/gateway.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import { broadcastCopy } from '../broadcast/broadcast-copy.ts';
import type { AppLog } from '../core/app.ts';
import type { AskedAgain } from '../outage/ask-again.ts';

/** What the messages of the outbox say. The words of a broadcast are read once for all its copies, and its file is uploaded once. */
export interface Contents {
  /** Null for what need not be sent any more. Rejects when the database cannot be read. */
  of(message: TakenMessage): Promise<Content | null>;
  /** True for a copy whose file Telegram does not have yet: the next copy should wait for this one. */
  isUpload(message: TakenMessage): Promise<boolean>;
}

export interface Content {
  readonly message: Outgoing;
  /** To be called once Telegram has it. Never rejects. */
  sent(delivery: Extract<Delivery, { state: 'sent' }>): Promise<void>;
}

/** The question open on somebody's screen who did nothing since; null where there is none to be shown again. Rejects when the database cannot be read. */
export type AskAgain = (telegramId: number, since: Date) => Promise<AskedAgain | null>;

/** Broadcasts kept in memory at once; with more than that under way they are read again. */
const mostKept = 20;

export function createContents(options: {
  readonly database: Database;
  readonly locale: Locale;
  readonly log: AppLog;
  readonly askAgain: AskAgain;
}): Contents {
  const { database, locale, log, askAgain } = options;
  const broadcasts = new Map<number, BroadcastContent>();

  return {
    async of({ chatId, what }) {
      switch (what.kind) {
        case 'notice':
          return { message: what.message, sent: async () => undefined };
        case 'question': {
          const question = await askAgain(chatId, what.since);
          return question && { message: question.message, sent: ({ messageId }) => question.sent(messageId) };
        }
        case 'copy': {
          const { broadcastId } = what;
          const message = broadcastCopy(await broadcast(broadcastId), broadcastId, what.locale ?? locale);
          return { message, sent: ({ fileId }) => uploaded(broadcastId, fileId) };
        }
        default:
          return what satisfies never;
      }
    },
    async isUpload({ what }) {
      if (what.kind !== 'copy') return false;
      // Where it cannot be read, `of` says so.
      const content = await broadcast(what.broadcastId).catch(() => null);
      return content?.file !== undefined && 'base64' in content.file;
    },
  };

  /** Telegram has the file of the broadcast now, if it has one. */
  async function uploaded(broadcastId: number, fileId: string | null): Promise<void> {
    const content = broadcasts.get(broadcastId);
    if (fileId === null || !content?.file || 'fileId' in content.file) return;
    const file = { as: content.file.as, fileId };
    broadcasts.set(broadcastId, { ...content, file });
    try {
      await keepBroadcastFile(database.client, broadcastId, file);
    } catch (error) {
      log.error({ err: error, broadcastId }, 'The file of a broadcast has to be uploaded again after a restart.');
    }
  }

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
