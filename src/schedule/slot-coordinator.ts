import type { RunCoordinator } from 'node-cron';
import type { App } from '../app/core/app.ts';
import { claimCronSlot } from '../storage/cron-run.ts';

/** Lets one process of the fleet run each cron slot: the first to write it down. A slot that cannot be claimed is skipped; the next one finds the same work. */
export function createSlotCoordinator({ database, now, log }: Pick<App, 'database' | 'now' | 'log'>): RunCoordinator {
  return {
    async shouldRun(key) {
      // node-cron's key is `<name>:<slot ISO>`.
      const colon = key.indexOf(':');
      try {
        return await claimCronSlot(database.client, key.slice(0, colon), key.slice(colon + 1), now());
      } catch (error) {
        log.warn({ err: error, key }, 'A cron slot could not be claimed.');
        return false;
      }
    },
  };
}
