import { addDays, type CalendarDate } from '../domain/calendar.ts';
import { say, type Words } from '../i18n/words.ts';
import { rowsOf } from './choice-step.ts';
import { readDate } from './read-date.ts';
import type { Position, Step } from './step.ts';

export interface DateStepOptions {
  readonly id: string;
  lines(at: Position): readonly Words[];
  /** What day it is for the person; the date has to come after it. */
  readonly today: CalendarDate;
  /** Days from today, each a button. */
  readonly inDays: readonly number[];
  /** How many days ahead it may be at most. */
  readonly mostDays: number;
}

/** A question for a day to come: a button for a number of days, or a typed date. The answer kept is the date. */
export function dateStep({ id, lines, today, inDays, mostDays }: DateStepOptions): Step {
  return {
    id,
    counted: false,
    applies: () => true,
    ask: (at) => ({
      lines: lines(at),
      buttons: rowsOf(
        inDays.map((days) => ({
          label: say('date.in-days', { days, date: { date: addDays(today, days) } }),
          action: `d${days}`,
        })),
        1,
      ),
    }),
    read: (input) => {
      if (input.kind === 'press') {
        const days = inDays.find((each) => input.action === `d${each}`);
        return days === undefined
          ? { kind: 'again', why: say('dialogue.choose-button') }
          : { kind: 'answer', answer: addDays(today, days) };
      }
      const date = input.kind === 'text' ? readDate(input.text) : null;
      if (date === null) return { kind: 'again', why: say('date.not-a-date') };
      if (date <= today) return { kind: 'again', why: say('date.too-early', { date: { date: today } }) };
      const last = addDays(today, mostDays);
      if (date > last) return { kind: 'again', why: say('date.too-late', { date: { date: last } }) };
      return { kind: 'answer', answer: date };
    },
  };
}
