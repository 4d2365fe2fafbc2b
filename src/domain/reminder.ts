import { addDays, type CalendarDate, daysBetween } from './calendar.ts';

/** One reminder of the ladder: how it stands to the deadline. `late-2`, `late-4` … go on until the work is done. */
export type Rung = 'opening' | `before-${14 | 7 | 3 | 1}` | 'day' | `late-${number}`;

/** The one further step of the ladder: the superior's superior and HR are told. It is apart, because it goes to other people. */
export const escalation = 'escalation';

/** From this many days late on the escalation is due. */
export const escalatesAfterDays = 7;

export interface Ladder {
  readonly opensOn: CalendarDate;
  /** The last day on which the work is in time. */
  readonly deadline: CalendarDate;
  readonly today: CalendarDate;
  /** Rungs already given for this work and this deadline, and `escalation`; a deadline that HR moved starts the ladder again. */
  readonly alreadySent: ReadonlySet<string>;
}

/**
 * The rung that is due today, or null (DOMAIN.md §5). After downtime or a weekend only the latest rung that was reached is due;
 * the earlier ones count as passed. The opening and a rung that falls on the same day are one reminder, told as the opening.
 */
export function reminderDue({ opensOn, deadline, today, alreadySent }: Ladder): Rung | null {
  if (today < opensOn) return null;
  const reached = latestRung(opensOn, deadline, today);
  return alreadySent.has(reached) ? null : reached;
}

/** Whether the superior's superior and HR have to be told today: the work is 7 days late or more, and they were not told yet. */
export function escalationDue({ deadline, today, alreadySent }: Omit<Ladder, 'opensOn'>): boolean {
  return daysBetween(deadline, today) >= escalatesAfterDays && !alreadySent.has(escalation);
}

/** The step of the ladder a deadline has reached by a day. For work that opened on `rungOn` or later it is the opening; null: it is the same whenever the work opened. */
export interface ReachedStep {
  readonly rung: Rung;
  readonly rungOn: CalendarDate | null;
}

export function reachedStep(deadline: CalendarDate, today: CalendarDate): ReachedStep {
  const late = daysBetween(deadline, today);
  if (late >= 2) return { rung: `late-${late - (late % 2)}`, rungOn: null };
  for (const [daysBefore, rung] of beforeDeadline) {
    const rungOn = addDays(deadline, -daysBefore);
    if (rungOn <= today) return { rung, rungOn };
  }
  return { rung: 'opening', rungOn: null };
}

/** Rungs that would fall before the opening, or on the same day, are left out. */
function latestRung(opensOn: CalendarDate, deadline: CalendarDate, today: CalendarDate): Rung {
  const { rung, rungOn } = reachedStep(deadline, today);
  return rungOn !== null && rungOn <= opensOn ? 'opening' : rung;
}

/** Nearest to the deadline first. */
const beforeDeadline = [
  [0, 'day'],
  [1, 'before-1'],
  [3, 'before-3'],
  [7, 'before-7'],
  [14, 'before-14'],
] as const satisfies readonly (readonly [number, Rung])[];
