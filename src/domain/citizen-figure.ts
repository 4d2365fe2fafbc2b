import { type CalendarDate, calendarDate } from './calendar.ts';
import { type Exact, exact } from './exact.ts';
import type { Framework } from './framework.ts';

/** Ratings of a unit from which the public sees an average (DOMAIN.md §4). */
export const publicMinimum = 10;

/**
 * Ratings are counted in groups of arrival, anew each half-year: the first four, then three by three. A figure is only ever made of whole groups, so that it moves when three
 * more are in, and the difference between any two figures, however chosen, is the sum of at least three answers (DOMAIN.md §6).
 */
export const citizenGroups = { first: 4, further: 3 } as const;

/** What citizens' ratings of a unit come to: how many are counted, and their levels added up. */
export interface RatingSum {
  readonly answers: number;
  readonly sum: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The average on the scale, exactly. Throws when nothing is counted. */
export function ratingMean({ answers, sum }: Pick<RatingSum, 'answers' | 'sum'>): Exact {
  return exact(sum).div(answers);
}

/** What counts in an appraisal: null below the framework's minimum, where the framework asks no citizens, and where the ratings were given on a scale with other levels. */
export function countedRatings({ groups, scale }: Framework, found: RatingSum | undefined): RatingSum | null {
  const minimum = groups.find(({ kind }) => kind === 'citizen')?.minimum;
  if (minimum === undefined || found === undefined || found.answers < minimum) return null;
  const levels = scale.map(({ level }) => level);
  return found.lowest >= Math.min(...levels) && found.highest <= Math.max(...levels) ? found : null;
}

/** Whether citizens have a part in a framework, counted or shown. */
export function hasCitizens({ groups }: Framework): boolean {
  return groups.some(({ kind }) => kind === 'citizen');
}

/** How many further ratings it takes until there is a public average, from those of the half-year before and of this one; 0 when there is one. */
export function ratingsNeeded({ before, now }: { readonly before: number; readonly now: number }): number {
  const fixed = inWholeGroups(before);
  for (let more = 0; ; more += 1) if (fixed + inWholeGroups(now + more) >= publicMinimum) return more;
}

function inWholeGroups(ratings: number): number {
  const { first, further } = citizenGroups;
  return ratings < first ? 0 : first + Math.floor((ratings - first) / further) * further;
}

/** The days a public average looks at: this half-year up to its end, and the one before. */
export function publicDays(today: CalendarDate): {
  readonly from: CalendarDate;
  readonly turn: CalendarDate;
  readonly to: CalendarDate;
} {
  const year = Number(today.slice(0, 4));
  const half = (at: number, day: string) => calendarDate(`${String(at).padStart(4, '0')}-${day}`);
  return today.slice(5) < '07-01'
    ? { from: half(year - 1, '07-01'), turn: half(year, '01-01'), to: half(year, '06-30') }
    : { from: half(year, '01-01'), turn: half(year, '07-01'), to: half(year, '12-31') };
}
