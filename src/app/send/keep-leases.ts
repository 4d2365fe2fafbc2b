import type { Database } from '../../storage/database.ts';
import { recoverTaken, renewTaken } from '../../storage/outbox-queue.ts';
import { pause } from '../../telegram/pause.ts';
import type { AppLog } from '../core/app.ts';

/** Four times in a lease: says that this process lives, and takes over what processes that died were sending. Resolves after `stop` was aborted. */
export async function keepLeases(options: {
  readonly database: Database;
  readonly instance: string;
  readonly leaseMs: number;
  readonly held: ReadonlySet<bigint>;
  readonly log: AppLog;
  readonly stop: AbortSignal;
  readonly onRecovered: () => void;
}): Promise<void> {
  const { database, instance, leaseMs, held, log, stop, onRecovered } = options;
  while (!stop.aborted) {
    try {
      await renewTaken(database.client, [...held], instance);
      const recovered = await recoverTaken(database.client, { leaseMs });
      if (recovered.queued + recovered.unknown > 0) {
        log.warn(recovered, 'Messages of a process that died while sending were recovered.');
        onRecovered();
      }
    } catch (error) {
      log.error({ err: error }, 'Messages under way could not be looked after; trying again.');
    }
    await pause(leaseMs / 4, stop);
  }
}
