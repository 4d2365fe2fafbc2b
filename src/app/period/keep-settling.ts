import { pause } from '../../telegram/pause.ts';
import type { App } from '../core/app.ts';
import { settlePeriods } from './settle-periods.ts';

/** How often to look whether scores of a closed period are left to settle, in milliseconds: one look at a table of two rows a year. */
const pollMs = 1_000;

/** Settles what closing a large period left, until the bot stops. Resolves after the transaction in hand. */
export async function keepSettling(app: App): Promise<void> {
  while (!app.stopping.aborted) {
    try {
      await settlePeriods(app);
    } catch (error) {
      app.log.error({ err: error }, 'Scores of a closed period could not be settled; trying again.');
    }
    await pause(pollMs, app.stopping);
  }
}
