import { addDays, type CalendarDate, today } from '../../domain/calendar.ts';
import { escalatesAfterDays, escalation, reachedStep } from '../../domain/reminder.ts';
import { isWorkingTime, nextWorkingTime } from '../../domain/working-time.ts';
import { type Zone, zoneSchema, zones } from '../../domain/zone.ts';
import type { Locale } from '../../i18n/words.ts';
import type { Tx } from '../../storage/database.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { listHrRecipients } from '../../storage/hr-recipient.ts';
import { enqueue, type Notice } from '../../storage/outbox.ts';
import {
  type DueTask,
  findDueTasks,
  findLateReviews,
  type LadderStep,
  type LateReview,
  listDeadlines,
  noteEscalations,
  noteReminders,
  taskKey,
} from '../../storage/reminder.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import type { App } from '../core/app.ts';
import { groupBy } from '../core/group-by.ts';
import { renderNotice } from '../core/render-screen.ts';
import { escalationScreen, reminderScreen } from './reminder-screen.ts';

/** Tasks taken in one transaction. */
const batch = 2_000;

/**
 * Reminds everybody whose next step of the ladder is due (DOMAIN.md §5): only in working time of their own zone, one digest a person, never twice for the same
 * step. Safe to call at any time, late, doubled or from several processes: what was reminded of is a row with a unique key, written with the message.
 */
export async function sendReminders(app: App): Promise<{ readonly reminders: number; readonly escalations: number }> {
  const now = app.now();
  const { client } = app.database;
  const holidays = await listHolidays(client);
  const awake = zones.filter((zone) => isWorkingTime(now, zone, holidays));
  if (awake.length === 0) return { reminders: 0, escalations: 0 };
  const steps = await stepsNow(client, awake, now);
  let reminders = 0;
  for (;;) {
    const { found, told } = await withTransaction(app.database, (tx) => remindBatch(app, tx, steps, now));
    reminders += told;
    if (found < batch) break;
  }
  const escalations = await withTransaction(app.database, (tx) => escalate(app, tx, holidays, now));
  if (reminders + escalations > 0) app.wakeSender();
  return { reminders, escalations };
}

/** Where each deadline stands on the ladder in each zone that is awake. A self-assessment cannot be late: its window ends with the deadline. */
async function stepsNow(tx: Tx, awake: readonly Zone[], now: Date): Promise<readonly LadderStep[]> {
  const deadlines = await listDeadlines(tx);
  return deadlines.flatMap((deadline) =>
    awake.flatMap((zone) => {
      const day = today(zone, now);
      if (deadline.kind === 'self' && day > deadline.deadline) return [];
      return [{ ...deadline, zone, today: day, ...reachedStep(deadline.deadline, day) }];
    }),
  );
}

async function remindBatch(app: App, tx: Tx, steps: readonly LadderStep[], now: Date) {
  const fallback = zoneSchema.parse(app.settings.timeZone);
  const found = await findDueTasks(tx, steps, fallback, batch);
  // The last person's tasks may go on in the next batch: one digest a person.
  const last = found.length === batch ? found.at(-1)?.recipientId : undefined;
  const whole = found.filter(({ recipientId }) => recipientId !== last);
  const taken = await noteReminders(tx, whole.length > 0 ? whole : found, now);
  const digests = [...groupBy(taken, ({ recipientId }) => recipientId).values()];
  await enqueue(
    tx,
    digests.map((tasks) => digest(app, tasks, now)),
  );
  return { found: found.length, told: digests.length };
}

function digest(app: App, tasks: readonly DueTask[], now: Date): Notice {
  const [first] = tasks;
  if (!first) throw new Error('A digest has at least one task.');
  return {
    chatId: first.telegramId,
    kind: 'reminder',
    message: renderNotice(reminderScreen(tasks, now), first.locale ?? app.settings.locale),
    mustArrive: false,
    dedupeKey: `reminder:${first.recipientId}:${taskKey(first)}:${first.rung}`,
    dueAt: now,
  };
}

/** Reviews seven days late: the supervisor's superior and HR are told once, in their own working time. */
async function escalate(app: App, tx: Tx, holidays: ReadonlySet<CalendarDate>, now: Date): Promise<number> {
  const zone = zoneSchema.parse(app.settings.timeZone);
  const late = await findLateReviews(tx, addDays(today(zone, now), -escalatesAfterDays), batch);
  const taken = await noteEscalations(tx, late, now);
  if (taken.length === 0) return 0;
  const notices: Notice[] = [];
  const tell = (chatId: number, locale: Locale | null, reviews: readonly LateReview[], forHr: boolean, dueAt: Date) => {
    const [first] = reviews;
    if (!first) return;
    notices.push({
      chatId,
      kind: escalation,
      message: renderNotice(escalationScreen(reviews, forHr), locale ?? app.settings.locale),
      mustArrive: false,
      dedupeKey: `escalation:${chatId}:${first.appraisalId}@${first.deadline}`,
      dueAt,
    });
  };
  for (const [telegramId, reviews] of groupBy(taken, ({ superiorTelegramId }) => superiorTelegramId)) {
    const [first] = reviews;
    if (telegramId === null || !first || first.superiorUnitId === null) continue;
    const own = await zoneOf({ tx, settings: app.settings }, first.superiorUnitId);
    tell(telegramId, first.superiorLocale, reviews, false, nextWorkingTime(now, own, holidays));
  }
  for (const hr of await listHrRecipients(tx, app.settings.hrTelegramIds)) {
    tell(hr.telegramId, hr.locale, taken, true, nextWorkingTime(now, zone, holidays));
  }
  return notices.length === 0 ? 0 : enqueue(tx, notices);
}
