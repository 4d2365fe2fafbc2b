import { type CalendarDate, instantOf, today } from '../../domain/calendar.ts';
import { reachedStep } from '../../domain/reminder.ts';
import { isWorkingTime } from '../../domain/working-time.ts';
import { type Zone, zoneSchema, zones } from '../../domain/zone.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { enqueue, type Notice } from '../../storage/outbox.ts';
import {
  countWaitingReminders,
  findRecipients,
  listDeadlines,
  listOpenTasks,
  listRemindedSince,
  noteSteps,
} from '../../storage/reminder.ts';
import { listUnitZones } from '../../storage/unit-zone.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { groupBy } from '../core/group-by.ts';
import { renderNotice } from '../core/render-screen.ts';
import { type DueTask, dueTasks } from './due-tasks.ts';
import { escalate } from './escalate.ts';
import { reminderScreen } from './reminder-screen.ts';

/** People reminded in one transaction. */
const peopleAtOnce = 500;

/** No more reminders wait in the outbox than it sends in this many seconds: what waits longer would go out after hours, or say a day that has passed. */
const secondsAhead = 900;

const east: Zone = 'Asia/Jayapura';

export interface Told {
  readonly reminders: number;
  readonly escalations: number;
}

/**
 * Reminds everybody whose next step of the ladder is due (DOMAIN.md §5): only in working time of their own zone, one digest a person, never twice for the same
 * step. Safe to call at any time, late, doubled or from several processes: what was given is noted in the transaction that queues the message. When the bot stops it
 * ends after the transaction in hand; what is left is found again by the next call.
 */
export async function sendReminders(app: App): Promise<Told> {
  const now = app.now();
  const { client } = app.database;
  const holidays = await listHolidays(client);
  const awake = new Set(zones.filter((zone) => isWorkingTime(now, zone, holidays)));
  const [zone] = awake;
  if (zone === undefined) return { reminders: 0, escalations: 0 };
  const places: Places = { zones: await listUnitZones(client, zoneSchema.parse(app.settings.timeZone)), awake };
  // From 08:00 in the east to 16:00 in the west it is the same day in all three zones.
  const recipients = await whoIsDue(app, places, today(zone, now));
  let reminders = 0;
  for (let at = 0; at < recipients.length && !app.stopping.aborted; at += peopleAtOnce) {
    reminders += await remind(app, places, recipients.slice(at, at + peopleAtOnce), now);
    app.wakeSender();
  }
  const escalations = app.stopping.aborted ? 0 : await escalate(app, places.zones, holidays, now);
  if (escalations > 0) app.wakeSender();
  return { reminders, escalations };
}

interface Places {
  /** The zone of each unit, by its id. */
  readonly zones: ReadonlyMap<number, Zone>;
  /** The zones where it is working time. */
  readonly awake: ReadonlySet<Zone>;
}

/** People with something due, as many as the outbox has room for, in one order for all processes. */
async function whoIsDue(app: App, { zones, awake }: Places, day: CalendarDate): Promise<readonly number[]> {
  const { client } = app.database;
  const units = [...zones].filter(([, zone]) => awake.has(zone)).map(([id]) => id);
  const room = app.settings.sendRate * secondsAhead - (await countWaitingReminders(client));
  const due = new Set<number>();
  for (const deadline of await listDeadlines(client)) {
    if (due.size >= room) break;
    // A self-assessment cannot be late: its window ends with the deadline.
    if (deadline.kind === 'self' && day > deadline.deadline) continue;
    const step = { ...deadline, today: day, stepOn: reachedStep(deadline.deadline, day)?.on ?? null };
    for (const id of await findRecipients(client, step, units, room)) due.add(id);
  }
  return [...due].sort((a, b) => a - b).slice(0, Math.max(0, room));
}

/** Reminds these people of what is due for them; answers how many messages were queued. */
function remind(app: App, { zones, awake }: Places, recipients: readonly number[], now: Date): Promise<number> {
  return withTransaction(app.database, async (tx) => {
    const tasks = await listOpenTasks(tx, recipients);
    // The day begins first in the east, and nobody is reminded at night.
    const told = await listRemindedSince(tx, recipients, instantOf(today(east, now), 0, east));
    const due = await noteSteps(tx, dueTasks(tasks, { zones, awake, told, now }), now);
    const digests = groupBy(due, ({ recipientId }) => recipientId);
    return enqueue(
      tx,
      [...digests.values()].map((own) => digest(app, own, now)),
    );
  });
}

function digest(app: App, tasks: readonly DueTask[], now: Date): Notice {
  const [first] = tasks;
  if (!first) throw new Error('A digest has at least one task.');
  return {
    chatId: first.telegramId,
    kind: 'reminder',
    message: renderNotice(reminderScreen(tasks), first.locale ?? app.settings.locale),
    mustArrive: false,
    dedupeKey: `reminder:${first.recipientId}:${first.kind}:${first.appraisalId}@${first.deadline}:${first.stepOn}`,
    dueAt: now,
  };
}
