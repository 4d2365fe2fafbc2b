import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate as day } from '../../src/domain/calendar.ts';
import { escalationDue, reminderDue } from '../../src/domain/reminder.ts';

const opensOn = day('2026-12-17');
const deadline = day('2027-01-07');

/** Walks day by day from the opening and notes what was given on which day; `isUp` says on which days the system ran. */
function walk(days: number, isUp: (at: number) => boolean, from = opensOn): [number, string][] {
  const alreadySent = new Set<string>();
  const given: [number, string][] = [];
  for (let at = 0; at < days; at++) {
    if (!isUp(at)) continue;
    const today = addDays(from, at);
    const rung = reminderDue({ opensOn, deadline, today, alreadySent });
    if (rung !== null) {
      given.push([at, rung]);
      alreadySent.add(rung);
    }
    if (escalationDue({ deadline, today, alreadySent })) {
      given.push([at, 'escalation']);
      alreadySent.add('escalation');
    }
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
      [28, 'escalation'],
      [29, 'late-8'],
    ]);
  });

  it('say nothing before the window opens', () => {
    expect(reminderDue({ opensOn, deadline, today: day('2026-12-16'), alreadySent: new Set() })).toBeNull();
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

  it('give the escalation even when the system was down on the seventh day', () => {
    expect(walk(40, (at) => at === 35)).toEqual([
      [35, 'late-14'],
      [35, 'escalation'],
    ]);
  });

  it('make one reminder of an opening and a rung on the same day', () => {
    const sent = new Set<string>();
    const short = { opensOn: addDays(deadline, -14), deadline, today: addDays(deadline, -14) };
    expect(reminderDue({ ...short, alreadySent: sent })).toBe('opening');
    sent.add('opening');
    expect(reminderDue({ ...short, alreadySent: sent })).toBeNull();
    expect(reminderDue({ ...short, today: addDays(deadline, -13), alreadySent: sent })).toBeNull();
    expect(reminderDue({ ...short, today: addDays(deadline, -7), alreadySent: sent })).toBe('before-7');
  });

  it('open on the deadline itself with one reminder', () => {
    const alreadySent = new Set(['opening']);
    expect(reminderDue({ opensOn: deadline, deadline, today: deadline, alreadySent })).toBeNull();
    expect(reminderDue({ opensOn: deadline, deadline, today: addDays(deadline, 2), alreadySent })).toBe('late-2');
  });

  it('never come twice for the same rung nor twice on one day, whatever days the system ran', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (up) => {
        const given = walk(60, (at) => up[at] === true).filter(([, rung]) => rung !== 'escalation');
        expect(new Set(given.map(([, rung]) => rung)).size).toBe(given.length);
        expect(new Set(given.map(([at]) => at)).size).toBe(given.length);
      }),
    );
  });
});
