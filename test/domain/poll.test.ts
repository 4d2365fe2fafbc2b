import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../src/domain/calendar.ts';
import { nextAnnouncement } from '../../src/domain/next-announcement.ts';
import { takesVotes, wholePercents } from '../../src/domain/poll.ts';

const closesOn = calendarDate('2026-12-20');

describe('a poll', () => {
  it.each([
    ['open', '2026-12-20', true],
    ['open', '2026-12-21', false],
    ['closed', '2026-12-10', false],
  ] as const)('that is %s takes answers on %s: %s', (state, today, takes) => {
    expect(takesVotes({ state, closesOn }, calendarDate(today))).toBe(takes);
  });

  it('shares whole percents that add up to 100', () => {
    expect(wholePercents([1, 1, 1])).toEqual([34, 33, 33]);
    expect(wholePercents([0, 0, 0])).toEqual([0, 0, 0]);
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }), (counts) => {
        const sum = wholePercents(counts).reduce((total, each) => total + each, 0);
        expect(sum).toBe(counts.some((count) => count > 0) ? 100 : 0);
      }),
    );
  });
});

describe('what is told next', () => {
  const windows = {
    selfOpensOn: calendarDate('2026-12-17'),
    selfClosesOn: calendarDate('2027-01-07'),
    reviewClosesOn: calendarDate('2027-01-21'),
  };
  it.each([
    ['draft', '2026-12-01', 'before'],
    ['open', '2026-12-10', 'opening'],
    ['open', '2026-12-30', 'opening'],
    ['open', '2026-12-31', 'week-left'],
    ['open', '2027-01-07', 'week-left'],
    ['open', '2027-01-08', 'reviews'],
    ['closed', '2027-01-22', 'released'],
    ['released', '2027-02-01', 'released'],
  ] as const)('in a period that is %s, on %s: %s', (state, today, step) => {
    expect(nextAnnouncement({ state, windows }, calendarDate(today))).toBe(step);
  });
});
