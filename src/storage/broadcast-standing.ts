import { z } from 'zod';
import { type BroadcastCounts, type BroadcastRow, listBroadcasts } from './broadcast.ts';
import type { Tx } from './database.ts';

/** A broadcast and where its copies stand. */
export interface BroadcastStanding {
  readonly broadcast: BroadcastRow;
  readonly counts: BroadcastCounts;
}

/** The latest broadcasts with their copies counted in one statement, newest first. */
export async function listBroadcastStandings(
  tx: Tx,
  page: { readonly skip: number; readonly take: number },
): Promise<readonly BroadcastStanding[]> {
  const broadcasts = await listBroadcasts(tx, page);
  const rows = await tx.$queryRaw`
    select broadcast_id as id, count(*) filter (where state = 'sent')::int as sent, count(read_at)::int as read,
      count(*) filter (where state = 'queued')::int as queued, count(*) filter (where state = 'sending')::int as "underWay",
      count(*) filter (where state = 'unknown')::int as unknown, count(*) filter (where state = 'blocked')::int as blocked,
      count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'cancelled')::int as cancelled
    from outbox where broadcast_id = any(${broadcasts.map(({ id }) => id)}::int[]) group by broadcast_id`;
  const counted = new Map(
    z
      .array(countsSchema)
      .parse(rows)
      .map(({ id, ...counts }) => [id, counts]),
  );
  return broadcasts.map((broadcast) => ({ broadcast, counts: counted.get(broadcast.id) ?? noCopies }));
}

const noCopies: BroadcastCounts = {
  sent: 0,
  read: 0,
  queued: 0,
  underWay: 0,
  unknown: 0,
  blocked: 0,
  failed: 0,
  cancelled: 0,
};

const countsSchema = z.object({
  id: z.number(),
  sent: z.number(),
  read: z.number(),
  queued: z.number(),
  underWay: z.number(),
  unknown: z.number(),
  blocked: z.number(),
  failed: z.number(),
  cancelled: z.number(),
});
