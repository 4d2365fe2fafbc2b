import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate, calendarDate as day } from '../../src/domain/calendar.ts';
import { reminderDue } from '../../src/domain/reminder.ts';

const opensOn = day('2026-12-17');
const deadline = day('2027-01-07');

/** Walks day by day from the opening and notes what was given on which day; `isUp` says on which days the system ran. */
function walk(days: number, isUp: (at: number) => boolean): [number, string][] {
  let last: CalendarDate | null = null;
  const given: [number, string][] = [];
  for (let at = 0; at < days; at++) {
    if (!isUp(at)) continue;
    const step = reminderDue({ opensOn, deadline, today: addDays(opensOn, at), last });
    if (step === null) continue;
    given.push([at, step.rung]);
    last = step.on;
  }
  return given;
}

describe('reminders', () => {
  it('climb the whole ladder across a new year and go on every second day late', () => {
    expect(walk(31, () => true)).toEqual([
      [0, 'opening'],
      [7, 'before-14'],
      [14, 'before-7'],
      [18, 'before-3'],
      [20, 'before-1'],
      [21, 'day'],
      [23, 'late-2'],
      [25, 'late-4'],
      [27, 'late-6'],
      [29, 'late-8'],
    ]);
  });

  it('say nothing before the window opens', () => {
    expect(reminderDue({ opensOn, deadline, today: day('2026-12-16'), last: null })).toBeNull();
  });

  it('catch up with only the latest rung after downtime', () => {
    expect(walk(24, (at) => at === 0 || at >= 19)).toEqual([
      [0, 'opening'],
      [19, 'before-3'],
      [20, 'before-1'],
      [21, 'day'],
      [23, 'late-2'],
    ]);
  });

  it('make one reminder of an opening and a rung on the same day', () => {
    const opened = addDays(deadline, -14);
    const short = { opensOn: opened, deadline };
    expect(reminderDue({ ...short, today: opened, last: null })).toEqual({ rung: 'opening', on: opened });
    expect(reminderDue({ ...short, today: opened, last: opened })).toBeNull();
    expect(reminderDue({ ...short, today: addDays(deadline, -13), last: opened })).toBeNull();
    expect(reminderDue({ ...short, today: addDays(deadline, -7), last: opened })?.rung).toBe('before-7');
  });

  it('open on the deadline itself with one reminder', () => {
    const short = { opensOn: deadline, deadline, last: deadline };
    expect(reminderDue({ ...short, today: deadline })).toBeNull();
    expect(reminderDue({ ...short, today: addDays(deadline, 1) })).toBeNull();
    expect(reminderDue({ ...short, today: addDays(deadline, 2) })?.rung).toBe('late-2');
  });

  it('never go back when a clock lags', () => {
    expect(reminderDue({ opensOn, deadline, today: addDays(deadline, -1), last: deadline })).toBeNull();
  });

  it('never come twice for the same rung nor twice on one day, whatever days the system ran', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (up) => {
        const given = walk(60, (at) => up[at] === true);
        expect(new Set(given.map(([, rung]) => rung)).size).toBe(given.length);
        expect(new Set(given.map(([at]) => at)).size).toBe(given.length);
      }),
    );
  });
});
