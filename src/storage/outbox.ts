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
  /** A reminder that has not left by `until` is taken back together with the steps noted for `about`, and found again (`takeBackLate`); left out for what may come at any time. */
  readonly inTime?: { readonly until: Date; readonly about: readonly number[] };
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
      until: notice.inTime?.until ?? null,
      about: [...(notice.inTime?.about ?? [])],
    })),
    skipDuplicates: true,
  });
  return count;
}

/** Which of these keys were queued before. */
export async function queuedKeys(tx: Tx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.outboxMessage.findMany({
    where: { dedupeKey: { in: [...keys] } },
    select: { dedupeKey: true },
  });
  return new Set(rows.flatMap(({ dedupeKey }) => (dedupeKey === null ? [] : [dedupeKey])));
}
