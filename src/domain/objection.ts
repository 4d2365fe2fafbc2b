import { addDays, type CalendarDate, today } from './calendar.ts';
import type { Zone } from './zone.ts';

/** Days without a decision after which the hearer is reminded. */
export const remindsAfterDays = 7;

/**
 * The last day on which an employee may object: `days` calendar days after the day of the release on the wall calendar of their unit, that day included (PP 30/2019 art. 59;
 * the number is data in `rules.json`).
 */
export function lastDayToObject(releasedAt: Date, zone: Zone, days: number): CalendarDate {
  return addDays(today(zone, releasedAt), days);
}

/** Working days after `from` up to and including `to`, given what is a working day. */
export function countWorkingDays(
  from: CalendarDate,
  to: CalendarDate,
  isWorkingDay: (date: CalendarDate) => boolean,
): number {
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (isWorkingDay(date)) count += 1;
  return count;
}
