import type { App } from '../app/core/app.ts';
import { errorForLog } from '../app/core/error-for-log.ts';
import type { OutboxNumbers } from '../http/metrics.ts';
import { readOutboxDepth } from '../storage/outbox-depth.ts';

/** What waits in the outbox, for /metrics; null while the database does not answer. */
export async function readOutboxNumbers({
  database,
  now,
  log,
}: Pick<App, 'database' | 'now' | 'log'>): Promise<OutboxNumbers | null> {
  try {
    const { queued, sending, oldestDueAt } = await readOutboxDepth(database.client);
    const oldestSeconds = oldestDueAt === null ? 0 : Math.max(0, (now().getTime() - oldestDueAt.getTime()) / 1000);
    return { queued, sending, oldestSeconds };
  } catch (error) {
    log.warn({ err: errorForLog(error) }, 'The outbox could not be counted for /metrics.');
    return null;
  }
}
