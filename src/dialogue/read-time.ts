import { instantOf } from '../domain/calendar.ts';
import type { Zone } from '../domain/zone.ts';
import { readDate } from './read-date.ts';

/** A date with an hour as people type it (2026-12-22 10.00, 22-12-2026 10:30), on the wall clock of a zone; null for anything else. */
export function readTime(text: string, zone: Zone): Date | null {
  const [, day = '', hour = '', minute = ''] = /^(\S+)\s+(\d{1,2})[.:](\d{2})$/.exec(text.trim()) ?? [];
  const date = readDate(day);
  if (date === null || Number(hour) > 23 || Number(minute) > 59) return null;
  return new Date(instantOf(date, Number(hour), zone).getTime() + Number(minute) * 60_000);
}
