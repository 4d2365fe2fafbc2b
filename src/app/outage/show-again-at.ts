import { addDays, instantOf, today, wallClock } from '../../domain/calendar.ts';
import type { Zone } from '../../domain/zone.ts';

/** What came in during the outage is worked on first; who is answered by that needs no question shown again. In milliseconds. */
const graceMs = 15_000;
/** Who did something so shortly before the end of the outage is awake, whatever the hour; in milliseconds. */
const awakeMs = 2 * 3600 * 1000;
/** Nobody else is woken before this hour, local time, or written to from `eveningAt` on. */
const morningAt = 7;
const eveningAt = 21;

/** When somebody is shown their question again: at once, or in the morning of their own zone where they may be asleep. `idleMs`: from what they did last to the end of the outage. */
export function showAgainAt({
  now,
  zone,
  idleMs,
}: {
  readonly now: Date;
  readonly zone: Zone;
  readonly idleMs: number;
}): Date {
  const { hour } = wallClock(zone, now);
  if (idleMs <= awakeMs || (hour >= morningAt && hour < eveningAt)) return new Date(now.getTime() + graceMs);
  const day = today(zone, now);
  return instantOf(hour < morningAt ? day : addDays(day, 1), morningAt, zone);
}
