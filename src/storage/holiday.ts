import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import type { Tx } from './database.ts';

/** The days nobody is reminded on. */
export async function listHolidays(tx: Tx): Promise<ReadonlySet<CalendarDate>> {
  const rows = await tx.holiday.findMany({ select: { date: true } });
  return new Set(rows.map(({ date }) => fromUtcMidnight(date)));
}
