import { type Logger, schedule } from 'node-cron';
import type { App } from '../app/core/app.ts';
import { remindDevelopment } from '../app/development/remind-development.ts';
import { remindMeetings } from '../app/dialogue-meeting/remind-meetings.ts';
import { giveNotes } from '../app/feedback-note/give-notes.ts';
import { remindHearers } from '../app/objection/remind-hearers.ts';
import { askWaitingPeers } from '../app/peer/ask-waiting-peers.ts';
import { remindPeers } from '../app/peer/remind-peers.ts';
import { sendReminders } from '../app/reminder/send-reminders.ts';
import { anonymisePast } from '../app/retention/anonymise-past.ts';
import { remindPlans } from '../app/work-plan/remind-plans.ts';
import { forgetCitizenDrafts } from '../storage/citizen-rating.ts';
import { forgetOldSalts } from '../storage/citizen-salt.ts';
import { forgetOldCronRuns } from '../storage/cron-run.ts';
import { takeBackLate } from '../storage/late-reminders.ts';
import { forgetOldUpdates } from '../storage/processed-update.ts';
import { withTransaction } from '../storage/with-transaction.ts';
import { createSlotCoordinator } from './slot-coordinator.ts';

export interface Schedule {
  /** Finds who is due now, as the next cron slot would. */
  tick(): Promise<void>;
  /** The look at the start, for tests: resolves when it is over. */
  readonly firstLook: Promise<void>;
  /** Forgets what is no longer needed, as every night at 02:30. */
  tidy(): Promise<void>;
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>;
}

/**
 * Wakes the app by cron; what is due is found in tables, so a late, missed or doubled tick changes nothing. Each slot runs once in the fleet: the coordinator claims it in
 * the database. The first look is at the start, so nothing waits for the next slot after downtime.
 */
export function startSchedule(
  app: App,
  options: {
    readonly reminderCron: string;
    readonly timeZone: string;
    /** For the operator's numbers: a slot came, a job ended. */
    readonly onSlot?: (job: string, outcome: 'run' | 'skipped' | 'failed') => void;
    readonly onJob?: (job: string, outcome: 'done' | 'failed') => void;
  },
): Schedule {
  let stopped = false;
  const running = new Set<Promise<void>>();
  const run = (job: string, work: () => Promise<void>): Promise<void> => {
    // A slot may still be on its way through the coordinator when the schedule stops.
    if (stopped) return Promise.resolve();
    const done = work()
      .then(() => options.onJob?.(job, 'done'))
      .catch((error: unknown) => {
        options.onJob?.(job, 'failed');
        app.log.error({ err: error, job }, 'A scheduled job failed; the next slot tries again.');
      })
      .finally(() => running.delete(done));
    running.add(done);
    return done;
  };
  const ask = () =>
    run('peers', async () => {
      const asked = await askWaitingPeers(app, app.stopping);
      if (asked > 0) app.log.info({ asked }, 'Peers were asked.');
    });
  const remind = () =>
    run('reminders', async () => {
      const told = await sendReminders(app);
      if (told.reminders + told.escalations > 0) app.log.info(told, 'Reminders were queued.');
    });
  const takeBack = () =>
    run('late-reminders', async () => {
      const late = await takeBackLate(app.database.client, app.now());
      if (late > 0) app.log.info({ late }, 'Reminders that had not left by the end of work are found again later.');
    });
  const remindRaters = () =>
    run('peer-reminders', async () => {
      const peers = await remindPeers(app);
      if (peers > 0) app.log.info({ peers }, 'Reminders of colleagues to rate were queued.');
    });
  const remindOfWorkPlans = () =>
    run('plan-reminders', async () => {
      const workPlans = await remindPlans(app);
      if (workPlans > 0) app.log.info({ workPlans }, 'Reminders of proposed work plans were queued.');
    });
  const remindOfObjections = () =>
    run('objections', async () => {
      const objections = await remindHearers(app);
      if (objections > 0) app.log.info({ objections }, 'Reminders of open objections were queued.');
    });
  const remindOfPlans = () =>
    run('development', async () => {
      const plans = await remindDevelopment(app);
      if (plans > 0) app.log.info({ plans }, 'Reminders of development plans were queued.');
    });
  const remindOfMeetings = () =>
    run('dialogues', async () => {
      const dialogues = await remindMeetings(app);
      if (dialogues > 0) app.log.info({ dialogues }, 'Reminders of performance dialogues were queued.');
    });
  const handOverNotes = () =>
    run('notes', async () => {
      const receivers = await giveNotes(app);
      if (receivers > 0) app.log.info({ receivers }, 'Unnamed feedback was handed over.');
    });
  const tick = async () => {
    await takeBack();
    await remind();
    await remindRaters();
    await remindOfWorkPlans();
    await remindOfObjections();
    await remindOfPlans();
    await remindOfMeetings();
    await handOverNotes();
    // Last, as it takes longest in a large period: no reminder waits for it.
    await ask();
  };
  const tidy = () =>
    run('tidy', async () => {
      await forgetOldUpdates(app.database.client, app.now());
      await forgetCitizenDrafts(app.database.client, app.now());
      await withTransaction(app.database, (tx) => forgetOldSalts(tx, app.now()));
      await forgetOldCronRuns(app.database.client, app.now());
    });
  const anonymise = () =>
    run('retention', async () => {
      const taken = await anonymisePast(app);
      if (Object.values(taken).some((count) => count > 0)) app.log.info(taken, 'Data past its time was anonymised.');
    });
  const shared = {
    timezone: options.timeZone,
    noOverlap: true,
    distributed: true,
    runCoordinator: createSlotCoordinator({ ...app, ...(options.onSlot && { onSlot: options.onSlot }) }),
    logger: cronLog(app),
  } as const;
  const tasks = [
    schedule(options.reminderCron, tick, { ...shared, name: 'reminders' }),
    schedule('30 2 * * *', tidy, { ...shared, name: 'tidy' }),
    schedule('0 3 * * *', anonymise, { ...shared, name: 'retention' }),
  ];
  const firstLook = tick();
  return {
    firstLook,
    tick,
    tidy,
    async stop() {
      stopped = true;
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
