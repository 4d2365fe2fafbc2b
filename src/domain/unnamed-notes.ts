import { addDays, type CalendarDate, instantOf, today, wallClock } from './calendar.ts';
import type { Zone } from './zone.ts';

/** So many different people must have written before a batch of unnamed notes is handed over early. */
export const writersOfABatch = 3;

/** Which unnamed notes may be handed over in the week of an instant, to people of one zone. */
export interface NoteWeek {
  /** The Monday of the week. */
  readonly monday: CalendarDate;
  /** Only notes written before this instant: the week they are given in says nothing about a note of its own days. */
  readonly writtenBefore: Date;
  /** A receiver for whom something has waited since before this instant gets what there is, also from fewer than three. */
  readonly waitedSince: Date;
}

/**
 * When unnamed notes are handed over (DOMAIN.md §6). The property: what a receiver sees, and when, is the same on whichever day and hour of a week a note was written, and in
 * whichever order the notes of a week were written. They are given at the start of a week, those of earlier weeks together, when three people or more wrote; else a
 * week later with whatever has come by then. A single note cannot hide its writer among others, and no rule can make it; what is kept is that its moment gives nobody away.
 */
export function noteWeek(now: Date, zone: Zone): NoteWeek {
  const day = today(zone, now);
  const monday = addDays(day, -((wallClock(zone, now).weekday + 6) % 7));
  return {
    monday,
    writtenBefore: instantOf(monday, 0, zone),
    waitedSince: instantOf(addDays(monday, -7), 0, zone),
  };
}
