import { type CalendarDate, calendarDateSchema } from '../domain/calendar.ts';

/** A date as people type it: 2026-07-01, or day first as in 1-7-2026, 01/07/2026 and 1.7.2026. Null for anything else, also for a day that does not exist. */
export function readDate(text: string): CalendarDate | null {
  const trimmed = text.trim();
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(trimmed);
  const [, day = '', month = '', year = ''] = dayFirst ?? [];
  const date = dayFirst ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : trimmed;
  const parsed = calendarDateSchema.safeParse(date);
  return parsed.success ? parsed.data : null;
}

/** Two dates with `..`, `sampai`, `s.d.`, `to` or a dash with spaces around it between them; null for anything else. The order is not checked. */
export function readDateRange(text: string): { readonly from: CalendarDate; readonly to: CalendarDate } | null {
  const [first, second, ...more] = text.trim().split(/\s*\.\.\s*|\s+(?:sampai|s\.?\/?d\.?|to|until|-|–|—)\s+/i);
  if (first === undefined || second === undefined || more.length > 0) return null;
  const from = readDate(first);
  const to = readDate(second);
  return from && to && { from, to };
}
