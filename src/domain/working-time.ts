import { type CalendarDate, today, wallClock } from './calendar.ts';
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
