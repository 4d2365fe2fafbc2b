import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { z } from 'zod';
import { hoursAheadOfUtc, type Zone } from './zone.ts';

dayjs.extend(utc);

/** A day on the wall calendar of the people concerned, `YYYY-MM-DD`, with no zone and no hour; refuses days that do not exist. */
export const calendarDateSchema = z.iso.date({ error: 'must be a date like 2026-06-30' }).brand<'CalendarDate'>();

/** As text, so that earlier is smaller: two dates may be compared with `<`. */
export type CalendarDate = z.output<typeof calendarDateSchema>;

/** A date known to be right. Throws on anything else; for what a person typed use `calendarDateSchema.safeParse`. */
export function calendarDate(text: string): CalendarDate {
  return calendarDateSchema.parse(text);
}

/** `days` later, or earlier when negative. Counted in UTC, so that the host's zone and its summer time do not matter. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOf(dayjs.utc(date).add(days, 'day'));
}

/** The same day so many years earlier; 28 February for a leap day where that year has none. */
export function yearsBefore(date: CalendarDate, years: number): CalendarDate {
  return dateOf(dayjs.utc(date).subtract(years, 'year'));
}

/** Days from the first to the second: 1 from today to tomorrow, negative when the second is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayjs.utc(to).diff(dayjs.utc(from), 'day');
}

/** For sorting, earliest first. */
export function compareDates(a: CalendarDate, b: CalendarDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}

/** What day it is in a zone at an instant. */
export function today(zone: Zone, now: Date): CalendarDate {
  return dateOf(localTime(zone, now));
}

/** The wall clock of a zone at an instant: day of the week (0 is Sunday), hour and minute. */
export function wallClock(
  zone: Zone,
  now: Date,
): { readonly weekday: number; readonly hour: number; readonly minute: number } {
  const local = localTime(zone, now);
  return { weekday: local.day(), hour: local.hour(), minute: local.minute() };
}

/** Midnight UTC of a date: how a `@db.Date` column carries it. */
export function toUtcMidnight(date: CalendarDate): Date {
  return dayjs.utc(date).toDate();
}

/** The date a `@db.Date` column carries. */
export function fromUtcMidnight(midnight: Date): CalendarDate {
  return dateOf(dayjs.utc(midnight));
}

/** The instant at which a wall clock hour of a date is reached in a zone. */
export function instantOf(date: CalendarDate, hour: number, zone: Zone): Date {
  return dayjs
    .utc(date)
    .add(hour - hoursAheadOfUtc(zone), 'hour')
    .toDate();
}

function dateOf(time: dayjs.Dayjs): CalendarDate {
  return calendarDate(time.format('YYYY-MM-DD'));
}

function localTime(zone: Zone, now: Date): dayjs.Dayjs {
  return dayjs.utc(now).add(hoursAheadOfUtc(zone), 'hour');
}
