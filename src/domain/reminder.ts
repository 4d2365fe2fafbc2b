import { addDays, type CalendarDate, daysBetween } from './calendar.ts';

/** One reminder of the ladder: how it stands to the deadline. `late-2`, `late-4` … go on until the work is done. */
export type Rung = 'opening' | `before-${14 | 7 | 3 | 1}` | 'day' | `late-${number}`;

/** From this many days late on the superior's superior and HR are told, once. */
export const escalatesAfterDays = 7;

/** A step of the ladder and the day on which it is reached. */
export interface Step {
  readonly rung: Rung;
  readonly on: CalendarDate;
}

export interface Ladder {
  readonly opensOn: CalendarDate;
  /** The last day on which the work is in time. */
  readonly deadline: CalendarDate;
  readonly today: CalendarDate;
  /** The day of the step that was given last for this work, this person and this deadline; null when none was: a deadline that HR moved starts the ladder again. */
  readonly last: CalendarDate | null;
}

/**
 * The step that is due today, or null (DOMAIN.md §5). After downtime or a weekend only the latest step that was reached is due; the earlier ones count as passed. The opening and
 * a step that falls on the same day are one reminder, told as the opening. Steps only go forward, so a clock that lags cannot give an earlier one again.
 */
export function reminderDue({ opensOn, deadline, today, last }: Ladder): Step | null {
  if (today < opensOn) return null;
  const reached = reachedStep(deadline, today);
  const step: Step = reached !== null && reached.on > opensOn ? reached : { rung: 'opening', on: opensOn };
  return last !== null && last >= step.on ? null : step;
}

/** The step a deadline has reached by a day, whenever the work opened; null: none but the opening. */
export function reachedStep(deadline: CalendarDate, today: CalendarDate): Step | null {
  const late = daysBetween(deadline, today);
  if (late >= 2) {
    const days = late - (late % 2);
    return { rung: `late-${days}`, on: addDays(deadline, days) };
  }
  for (const [daysBefore, rung] of beforeDeadline) {
    const on = addDays(deadline, -daysBefore);
    if (on <= today) return { rung, on };
  }
  return null;
}

/** Nearest to the deadline first. */
const beforeDeadline = [
  [0, 'day'],
  [1, 'before-1'],
  [3, 'before-3'],
  [7, 'before-7'],
  [14, 'before-14'],
] as const satisfies readonly (readonly [number, Rung])[];
