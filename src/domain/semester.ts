import { type CalendarDate, calendarDate } from './calendar.ts';

/** Half a calendar year, the usual period: 1 January to 30 June or 1 July to 31 December (DOMAIN.md §5). */
export interface Semester {
  readonly year: number;
  readonly half: 1 | 2;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

export function semesterOf(date: CalendarDate): Semester {
  return semester(Number(date.slice(0, 4)), Number(date.slice(5, 7)) <= 6 ? 1 : 2);
}

export function nextSemester({ year, half }: Semester): Semester {
  return half === 1 ? semester(year, 2) : semester(year + 1, 1);
}

function semester(year: number, half: 1 | 2): Semester {
  const years = String(year).padStart(4, '0');
  return half === 1
    ? { year, half, startsOn: calendarDate(`${years}-01-01`), endsOn: calendarDate(`${years}-06-30`) }
    : { year, half, startsOn: calendarDate(`${years}-07-01`), endsOn: calendarDate(`${years}-12-31`) };
}
