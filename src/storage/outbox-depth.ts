import { z } from 'zod';
import type { Tx } from './database.ts';

/** How much waits in the outbox, and since when the oldest is due (null when nothing is). Served by the partial indexes, however much was sent before. */
export interface OutboxDepth {
  readonly queued: number;
  readonly sending: number;
  readonly oldestDueAt: Date | null;
}

export async function readOutboxDepth(tx: Tx): Promise<OutboxDepth> {
  const rows = await tx.$queryRaw`
    select (select count(*)::int from outbox where state = 'queued') as queued,
      (select count(*)::int from outbox where state = 'sending') as sending,
      (select min(due_at) from outbox where state = 'queued') as "oldestDueAt"`;
  return z.tuple([depthSchema]).parse(rows)[0];
}

const depthSchema = z.object({ queued: z.number(), sending: z.number(), oldestDueAt: z.date().nullable() });
