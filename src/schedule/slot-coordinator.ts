import type { RunCoordinator } from 'node-cron';
import type { App } from '../app/core/app.ts';
import { claimCronSlot } from '../storage/cron-run.ts';

/** Lets one process of the fleet run each cron slot: the first to write it down. A slot that cannot be claimed is skipped; the next one finds the same work. */
export function createSlotCoordinator({ database, now, log, onSlot }: SlotOptions): RunCoordinator {
  return {
    async shouldRun(key) {
      // node-cron's key is `<name>:<slot ISO>`.
      const colon = key.indexOf(':');
      const job = key.slice(0, colon);
      try {
        const ours = await claimCronSlot(database.client, job, key.slice(colon + 1), now());
        onSlot?.(job, ours ? 'run' : 'skipped');
        return ours;
      } catch (error) {
        log.warn({ err: error, key }, 'A cron slot could not be claimed.');
        onSlot?.(job, 'failed');
        return false;
      }
    },
  };
}

interface SlotOptions extends Pick<App, 'database' | 'now' | 'log'> {
  /** Hears of each slot that came: run here, skipped as another process had it, or not to be claimed. */
  readonly onSlot?: (job: string, outcome: 'run' | 'skipped' | 'failed') => void;
}
