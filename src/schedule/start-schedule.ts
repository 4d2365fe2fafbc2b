import { type Logger, schedule } from 'node-cron';
import type { App } from '../app/core/app.ts';
import { sendReminders } from '../app/reminder/send-reminders.ts';
import { forgetOldCronRuns } from '../storage/cron-run.ts';
import { forgetOldUpdates } from '../storage/processed-update.ts';
import { createSlotCoordinator } from './slot-coordinator.ts';

export interface Schedule {
  /** Finds who is due now, as the next cron slot would. */
  tick(): Promise<void>;
  /** Forgets what is no longer needed, as every night at 02:30. */
  tidy(): Promise<void>;
  /** Starts nothing more and waits for what runs, which ends after its transaction in hand. */
  stop(): Promise<void>;
}

/**
 * Wakes the app by cron; what is due is found in tables, so a late, missed or doubled tick changes nothing. Each slot runs once in the fleet: the coordinator claims it in
 * the database. The first look is at the start, so nothing waits for the next slot after downtime.
 */
export function startSchedule(
  app: App,
  options: { readonly reminderCron: string; readonly timeZone: string },
): Schedule {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const run = (job: string, work: () => Promise<void>): Promise<void> => {
    // A slot may still be on its way through the coordinator when the schedule stops.
    if (stopping.signal.aborted) return Promise.resolve();
    const done = work()
      .catch((error: unknown) =>
        app.log.error({ err: error, job }, 'A scheduled job failed; the next slot tries again.'),
      )
      .finally(() => running.delete(done));
    running.add(done);
    return done;
  };
  const tick = () =>
    run('reminders', async () => {
      const told = await sendReminders(app, stopping.signal);
      if (told.reminders + told.escalations > 0) app.log.info(told, 'Reminders were queued.');
    });
  const tidy = () =>
    run('tidy', async () => {
      await forgetOldUpdates(app.database.client, app.now());
      await forgetOldCronRuns(app.database.client, app.now());
    });
  const shared = {
    timezone: options.timeZone,
    noOverlap: true,
    distributed: true,
    runCoordinator: createSlotCoordinator(app),
    logger: cronLog(app),
  } as const;
  const tasks = [
    schedule(options.reminderCron, tick, { ...shared, name: 'reminders' }),
    schedule('30 2 * * *', tidy, { ...shared, name: 'tidy' }),
  ];
  void tick();
  return {
    tick,
    tidy,
    async stop() {
      stopping.abort();
      for (const task of tasks) await task.destroy();
      await Promise.all(running);
    },
  };
}

/** What node-cron has to say (missed slots, a busy process) goes to the product's log. */
function cronLog({ log }: App): Logger {
  return {
    info: (message) => log.info({}, `node-cron: ${message}`),
    warn: (message) => log.warn({}, `node-cron: ${message}`),
    error: (message, error) => log.error({ err: error ?? message }, 'node-cron reported an error.'),
    debug: () => undefined,
  };
}
