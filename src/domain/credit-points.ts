import { addDays, type CalendarDate } from './calendar.ts';
import { type Exact, exact } from './exact.ts';
import type { Predicate } from './predicate.ts';
import type { Rules } from './rules.ts';

/** Angka kredit of one period with what it was made of: `percent × coefficient × months / 12`. */
export interface CreditPoints {
  /** Key of the level in the national rules, `AHLI_PERTAMA`. */
  readonly level: string;
  /** Share of the annual coefficient, 1.5 for 150 %. */
  readonly percent: Exact;
  /** Points of a whole year. */
  readonly coefficient: Exact;
  readonly months: number;
  /** Exact; shown rounded half up to two decimals. */
  readonly points: Exact;
  /** Where the rule stands. */
  readonly source: string;
}

/**
 * Credit points of a functional position for one appraised period (PermenPANRB 1/2023, Peraturan BKN 3/2023); null where the grade (jenjang) names no level of the
 * rules, as for structural positions. Counted are the whole calendar months of the period: the appraisal covers all of it.
 */
export function creditPoints(
  { creditPoints: rule }: Pick<Rules, 'creditPoints'>,
  of: {
    readonly grade: string;
    readonly predicate: Predicate;
    readonly startsOn: CalendarDate;
    readonly endsOn: CalendarDate;
  },
): CreditPoints | null {
  const level = levelOf(Object.keys(rule.annualCoefficient), of.grade);
  const coefficient = level === null ? undefined : rule.annualCoefficient[level];
  if (level === null || coefficient === undefined) return null;
  const percent = rule.percent[of.predicate];
  const months = wholeMonths(of.startsOn, of.endsOn);
  const points = percent.mul(coefficient).mul(exact(months)).div(12);
  return { level, percent, coefficient, months, points, source: rule.source };
}

/** The one level a grade names, however it is written: "Ahli Pertama", "AHLI_PERTAMA", "Jenjang Terampil (II/d)"; null for none or for two. */
function levelOf(levels: readonly string[], grade: string): string | null {
  const words = `_${grade
    .toUpperCase()
    .replace(/[^A-Z]+/g, '_')
    .replace(/^_|_$/g, '')}_`;
  const [only, ...more] = levels.filter((level) => words.includes(`_${level}_`));
  return only !== undefined && more.length === 0 ? only : null;
}

/** Months from the first day to the last, both included, that are full: 1 July to 31 December is 6, 15 January to 14 March 2. */
function wholeMonths(startsOn: CalendarDate, endsOn: CalendarDate): number {
  const [fromYear, fromMonth, fromDay] = parts(startsOn);
  const [year, month, day] = parts(addDays(endsOn, 1));
  return Math.max(0, (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0));
}

function parts(date: CalendarDate): readonly [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}
