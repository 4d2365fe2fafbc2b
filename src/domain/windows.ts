import { addDays, type CalendarDate, laterOf } from './calendar.ts';
import type { Framework } from './framework.ts';

/** When what may be answered; the closing days are the last on which an answer counts. */
export interface Windows {
  readonly selfOpensOn: CalendarDate;
  readonly selfClosesOn: CalendarDate;
  readonly reviewClosesOn: CalendarDate;
}

/** HR's later closing days for one person; null or left out keeps the period's. */
export interface Extension {
  readonly selfClosesOn?: CalendarDate | null;
  readonly reviewClosesOn?: CalendarDate | null;
}

/**
 * The windows of a period that ends on `endsOn` (DOMAIN.md §5). An extension only makes a window longer; a review never closes
 * before the self-assessment it waits for.
 */
export function windowsOf(endsOn: CalendarDate, days: Framework['windows'], extension: Extension = {}): Windows {
  return extended(
    {
      selfOpensOn: addDays(endsOn, -days.selfOpensBeforeEnd),
      selfClosesOn: addDays(endsOn, days.selfClosesAfterEnd),
      reviewClosesOn: addDays(endsOn, days.reviewClosesAfterEnd),
    },
    extension,
  );
}

/** A period's windows with one person's extension. */
export function extended(windows: Windows, extension: Extension): Windows {
  const selfClosesOn = laterOf(windows.selfClosesOn, extension.selfClosesOn ?? windows.selfClosesOn);
  const reviewClosesOn = laterOf(windows.reviewClosesOn, extension.reviewClosesOn ?? windows.reviewClosesOn);
  return { selfOpensOn: windows.selfOpensOn, selfClosesOn, reviewClosesOn: laterOf(reviewClosesOn, selfClosesOn) };
}

export type WindowState =
  | { readonly state: 'early'; readonly opensOn: CalendarDate }
  | { readonly state: 'open'; readonly closesOn: CalendarDate }
  | { readonly state: 'late'; readonly closedOn: CalendarDate };

/** Where a day falls in the self-assessment's window. */
export function selfWindow({ selfOpensOn, selfClosesOn }: Windows, today: CalendarDate): WindowState {
  if (today < selfOpensOn) return { state: 'early', opensOn: selfOpensOn };
  if (today > selfClosesOn) return { state: 'late', closedOn: selfClosesOn };
  return { state: 'open', closesOn: selfClosesOn };
}

/** Where a day falls in the review's window, which opens on submission of the self-assessment or the day after its window closed. */
export function reviewWindow(windows: Windows, today: CalendarDate, selfSubmitted: boolean): WindowState {
  const opensOn = selfSubmitted ? windows.selfOpensOn : addDays(windows.selfClosesOn, 1);
  if (today > windows.reviewClosesOn) return { state: 'late', closedOn: windows.reviewClosesOn };
  if (today < opensOn) return { state: 'early', opensOn };
  return { state: 'open', closesOn: windows.reviewClosesOn };
}
