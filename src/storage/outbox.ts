import type { Outgoing } from '../telegram/outgoing.ts';
import type { Tx } from './database.ts';

/** A message to somebody who did not act, to be written in the transaction that causes it. */
export interface Notice {
  readonly chatId: number;
  /** `reminder`, `result`, `file` …: for the numbers. */
  readonly kind: string;
  readonly message: Outgoing;
  /** Sent again when its fate is unknown; false for what annoys when doubled. */
  readonly mustArrive: boolean;
  /** The same key is queued once for ever; null where there is nothing to compare. */
  readonly dedupeKey: string | null;
  readonly dueAt: Date;
}

/** Queues notices; those whose key was queued before are left out. Answers how many are new. One statement for many. */
export async function enqueue(tx: Tx, notices: readonly Notice[]): Promise<number> {
  if (notices.length === 0) return 0;
  const { count } = await tx.outboxMessage.createMany({
    data: notices.map((notice) => ({
      chatId: BigInt(notice.chatId),
      kind: notice.kind,
      content: notice.message,
      mustArrive: notice.mustArrive,
      dedupeKey: notice.dedupeKey,
      dueAt: notice.dueAt,
    })),
    skipDuplicates: true,
  });
  return count;
}
