import { addDays, type CalendarDate, instantOf, today, wallClock } from './calendar.ts';
import type { Zone } from './zone.ts';

/** First hour of a working day, local time. */
export const opensAt = 8;
/** A working day ends when this hour begins. */
export const closesAt = 16;

/** Monday to Friday 08:00–16:00 on the zone's own clock and not on a holiday: the only time people are reminded (DOMAIN.md §5). */
export function isWorkingTime(now: Date, zone: Zone, holidays: ReadonlySet<CalendarDate>): boolean {
  const { weekday, hour } = wallClock(zone, now);
  return weekday >= 1 && weekday <= 5 && hour >= opensAt && hour < closesAt && !holidays.has(today(zone, now));
}

/** The next instant at which people may be reminded in this zone: `now` itself within working time, else the start of the next working day. Throws when holidays leave none within 60 days. */
export function nextWorkingTime(now: Date, zone: Zone, holidays: ReadonlySet<CalendarDate>): Date {
  if (isWorkingTime(now, zone, holidays)) return now;
  const first = today(zone, now);
  for (let days = 0; days <= 60; days += 1) {
    const opening = instantOf(addDays(first, days), opensAt, zone);
    if (opening > now && isWorkingTime(opening, zone, holidays)) return opening;
  }
  throw new RangeError('There is no working day within 60 days: check the holidays.');
}

/** The instant at which the day of work that `now` falls on ends in this zone: nobody is reminded from then on. */
export function endOfWork(now: Date, zone: Zone): Date {
  return instantOf(today(zone, now), closesAt, zone);
}
