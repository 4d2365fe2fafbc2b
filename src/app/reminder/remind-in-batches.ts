import { countWaitingReminders } from '../../storage/reminder.ts';
import type { App } from '../core/app.ts';
import type { Base } from './base.ts';

/** People reminded in one transaction. */
const peopleAtOnce = 500;

/** No more reminders wait in the outbox than it sends in this many seconds: what waits longer would not leave before the end of work. */
const secondsAhead = 900;

/** For how many more reminders the outbox has room now; 0 when it is full. */
export async function roomForReminders({ database, settings }: Base<'sendRate'>): Promise<number> {
  return Math.max(0, settings.sendRate * secondsAhead - (await countWaitingReminders(database.client)));
}

/**
 * Reminds these people, found once for all, a few hundred at a time in one order for all processes; `remind` queues for some of them in a transaction of its own and answers how many
 * messages. When the bot stops it ends after the transaction in hand: what is left is found again by the next call.
 */
export async function remindInBatches(
  app: App,
  recipients: Iterable<number>,
  remind: (some: readonly number[]) => Promise<number>,
): Promise<number> {
  const all = [...recipients].sort((a, b) => a - b);
  let queued = 0;
  for (let at = 0; at < all.length && !app.stopping.aborted; at += peopleAtOnce) {
    queued += await remind(all.slice(at, at + peopleAtOnce));
    app.wakeSender();
  }
  return queued;
}
