import { type RunCoordinator, schedule } from 'node-cron';
import type { App } from '../app/core/app.ts';
import { sendReminders } from '../app/reminder/send-reminders.ts';
import { claimCronSlot, forgetOldCronRuns } from '../storage/cron-run.ts';
import { forgetOldUpdates } from '../storage/processed-update.ts';

export interface Schedule {
  /** Finds who is due now, as the next cron slot would. */
  tick(): Promise<void>;
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
  const runCoordinator: RunCoordinator = {
    shouldRun: async (key) => {
      try {
        return await claimCronSlot(app.database.client, nameOf(key), slotOf(key), app.now());
      } catch (error) {
        // Skipped rather than run twice; the next slot finds the same work.
        app.log.warn({ err: error, key }, 'A cron slot could not be claimed.');
        return false;
      }
    },
  };
  const running = new Set<Promise<void>>();
  const run = (name: string, work: () => Promise<void>): Promise<void> => {
    const done = work()
      .catch((error: unknown) =>
        app.log.error({ err: error, job: name }, 'A scheduled job failed; the next slot tries again.'),
      )
      .finally(() => running.delete(done));
    running.add(done);
    return done;
  };
  const remind = () =>
    run('reminders', async () => {
      const told = await sendReminders(app);
      if (told.reminders + told.escalations > 0) app.log.info(told, 'Reminders were queued.');
    });
  const tidy = () =>
    run('tidy', async () => {
      await forgetOldUpdates(app.database.client, app.now());
      await forgetOldCronRuns(app.database.client, app.now());
    });
  const shared = { timezone: options.timeZone, noOverlap: true, distributed: true, runCoordinator } as const;
  const tasks = [
    schedule(options.reminderCron, remind, { ...shared, name: 'reminders' }),
    schedule('30 2 * * *', tidy, { ...shared, name: 'tidy' }),
  ];
  void remind();
  return {
    tick: remind,
    async stop() {
      for (const task of tasks) await task.destroy();
      await Promise.all(running);
    },
  };
}

/** node-cron's key is `<name>:<slot ISO>`. */
function nameOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

function slotOf(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}
