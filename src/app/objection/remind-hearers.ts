import { addDays, type CalendarDate, daysBetween, instantOf, today } from '../../domain/calendar.ts';
import { countWorkingDays, remindsAfterDays } from '../../domain/objection.ts';
import { isWorkingTime, opensAt } from '../../domain/working-time.ts';
import { type Zone, zoneSchema } from '../../domain/zone.ts';
import { say } from '../../i18n/words.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { listWaitingObjections, type WaitingObjection } from '../../storage/objection.ts';
import { enqueue } from '../../storage/outbox.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import type { App } from '../core/app.ts';
import { reminderNotice } from '../reminder/reminder-notice.ts';
import { objectionData } from './objection-data.ts';
import { tellHrOfObjection } from './tell-hr-of-objection.ts';

/**
 * Reminds whoever hears an objection that has waited a week, then every second working day, in working time of their own zone; HR where nobody who hears it can be reached.
 * Each notice has a key made of the objection and its place in the row, so a late, doubled or missed call changes nothing. Answers how many were queued.
 */
export async function remindHearers(app: App): Promise<number> {
  const now = app.now();
  const queued = await withTransaction(app.database, async (tx) => {
    const holidays = await listHolidays(tx);
    const fallback = zoneSchema.parse(app.settings.timeZone);
    const scene = { tx, now, settings: app.settings };
    const since = new Date(now.getTime() - (remindsAfterDays - 1) * 86_400_000);
    let count = 0;
    for (const waiting of await listWaitingObjections(tx, since)) {
      const zone = waiting.hearerUnitId === null ? fallback : await zoneOf(scene, waiting.hearerUnitId);
      const step = reminderStep(waiting, zone, now, holidays);
      if (step === null) continue;
      const days = daysWaited(waiting, zone, now);
      if (waiting.telegramId === null) {
        const words = say('objection.remind-hr', { days });
        count += await tellHrOfObjection(scene, { id: waiting.id, words, key: `remind:${step}` });
        continue;
      }
      const { employee, period, id, telegramId, locale } = waiting;
      const screen = {
        lines: [say('objection.remind', { employee, period, days })],
        buttons: [[{ label: say('objection.open-case'), data: objectionData.open(id) }]],
      };
      count += await enqueue(tx, [
        reminderNotice(
          app,
          { telegramId, locale },
          {
            kind: 'objection-reminder',
            screen,
            key: `objection:${id}:remind:${step}:${telegramId}`,
            zone,
            about: [],
            now,
          },
        ),
      ]);
    }
    return count;
  });
  if (queued > 0) app.wakeSender();
  return queued;
}

/** Which reminder in the row is due: 0 from the first working day after a week, one more every second working day; null outside working time or too early. */
function reminderStep(
  waiting: WaitingObjection,
  zone: Zone,
  now: Date,
  holidays: ReadonlySet<CalendarDate>,
): number | null {
  if (!isWorkingTime(now, zone, holidays) || daysWaited(waiting, zone, now) < remindsAfterDays) return null;
  const isWorkingDay = (date: CalendarDate) => isWorkingTime(instantOf(date, opensAt, zone), zone, holidays);
  const lastQuietDay = addDays(today(zone, waiting.raisedAt), remindsAfterDays - 1);
  return Math.floor((countWorkingDays(lastQuietDay, today(zone, now), isWorkingDay) - 1) / 2);
}

function daysWaited({ raisedAt }: WaitingObjection, zone: Zone, now: Date): number {
  return daysBetween(today(zone, raisedAt), today(zone, now));
}
