import type { AppLog } from '../app/core/app.ts';
import { errorForLog } from '../app/core/error-for-log.ts';

/** How each part that was started is stopped again, in the order of the start. */
export type Undo = (() => Promise<unknown>)[];

/** Stops what was started, the last part first. One that fails does not keep the others running. */
export async function undoAll(undo: Undo, log: AppLog): Promise<void> {
  for (const stop of undo.splice(0).reverse()) {
    try {
      await stop();
    } catch (error) {
      log.error({ err: errorForLog(error) }, 'A part of the bot could not be stopped.');
    }
  }
}
