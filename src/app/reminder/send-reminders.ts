import { instantOf, today } from '../../domain/calendar.ts';
import { reachedStep } from '../../domain/reminder.ts';
import type { Zone } from '../../domain/zone.ts';
import { enqueue, type Notice } from '../../storage/outbox.ts';
import { findWithoutAgreedPlan } from '../../storage/plan-reminder.ts';
import { findRecipients, listDeadlines, listOpenTasks, listRemindedSince, noteSteps } from '../../storage/reminder.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { groupBy } from '../core/group-by.ts';
import type { Base } from './base.ts';
import { type DueTask, dueTasks } from './due-tasks.ts';
import { escalate } from './escalate.ts';
import { remindInBatches, roomForReminders } from './remind-in-batches.ts';
import { reminderNotice } from './reminder-notice.ts';
import { reminderScreen } from './reminder-screen.ts';
import { findWorkingPlaces, type WorkingPlaces } from './working-places.ts';

const east: Zone = 'Asia/Jayapura';

export interface Told {
  readonly reminders: number;
  readonly escalations: number;
}

/**
 * Reminds everybody whose next step of the ladder is due (DOMAIN.md §5): only in working time of their own zone, one digest a person, never twice for the same
 * step. Safe to call at any time, late, doubled or from several processes: what was given is noted in the transaction that queues the message.
 */
export async function sendReminders(app: App): Promise<Told> {
  const now = app.now();
  const places = await findWorkingPlaces(app, now);
  if (places === null) return { reminders: 0, escalations: 0 };
  const recipients = await whoIsDue(app, places);
  const reminders = await remindInBatches(app, recipients, (some) => remind(app, places, some, now));
  const escalations = app.stopping.aborted ? 0 : await escalate(app, places.zones, places.holidays, now);
  if (escalations > 0) app.wakeSender();
  return { reminders, escalations };
}

/** People with something due, as many as the outbox has room for. */
export async function whoIsDue(app: Base<'sendRate'>, { units, day }: WorkingPlaces): Promise<readonly number[]> {
  const { client } = app.database;
  const room = await roomForReminders(app);
  const due = new Set<number>();
  for (const deadline of await listDeadlines(client)) {
    if (due.size >= room) break;
    // A self-assessment cannot be late: its window ends with the deadline.
    if (deadline.kind === 'self' && day > deadline.deadline) continue;
    const step = { ...deadline, today: day, stepOn: reachedStep(deadline.deadline, day)?.on ?? null };
    for (const id of await findRecipients(client, step, units, room)) due.add(id);
  }
  return [...due].sort((a, b) => a - b).slice(0, room);
}

/** Reminds these people of what is due for them; answers how many messages were queued. */
function remind(
  app: App,
  { zones, awake, day }: WorkingPlaces,
  recipients: readonly number[],
  now: Date,
): Promise<number> {
  return withTransaction(app.database, async (tx) => {
    const tasks = await listOpenTasks(tx, recipients, day);
    // The day begins first in the east, and nobody is reminded at night.
    const told = await listRemindedSince(tx, recipients, instantOf(today(east, now), 0, east));
    const due = await noteSteps(tx, dueTasks(tasks, { zones, awake, told, now }), now);
    const own = due.filter(({ kind }) => kind === 'self');
    const withoutPlan = await findWithoutAgreedPlan(
      tx,
      own.map(({ appraisalId }) => appraisalId),
    );
    const digests = groupBy(due, ({ recipientId }) => recipientId);
    return enqueue(
      tx,
      [...digests.values()].map((tasks) => digest(app, tasks, { zones, withoutPlan, now })),
    );
  });
}

function digest(
  app: App,
  tasks: readonly DueTask[],
  {
    zones,
    withoutPlan,
    now,
  }: Pick<WorkingPlaces, 'zones'> & { readonly withoutPlan: ReadonlySet<number>; readonly now: Date },
): Notice {
  const [first] = tasks;
  const zone = first && zones.get(first.unitId);
  if (!zone) throw new Error('A digest has at least one task, of somebody in a unit.');
  return reminderNotice(app, first, {
    kind: 'reminder',
    screen: reminderScreen(tasks, withoutPlan),
    key: `reminder:${first.recipientId}:${first.kind}:${first.appraisalId}@${first.deadline}:${first.stepOn}`,
    zone,
    about: tasks.map(({ appraisalId }) => appraisalId),
    now,
  });
}
