import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../src/domain/calendar.ts';
import {
  defaultRetention,
  keptSince,
  leastRetention,
  mostRetention,
  parseRetention,
  retentionClasses,
  retentionFault,
} from '../../src/domain/retention.ts';

describe('how long data is kept', () => {
  it('begins with defaults that keep to their own limits', () => {
    for (const about of retentionClasses)
      expect(retentionFault(defaultRetention, about, defaultRetention[about])).toBeNull();
    expect(parseRetention(null)).toEqual(defaultRetention);
    expect(parseRetention('{"trail":7}')).toEqual({ ...defaultRetention, trail: 7 });
    expect(() => parseRetention('{"trail":0}')).toThrow();
  });

  it.each([
    ['words', 1, { code: 'too-short', least: leastRetention.words }],
    ['notes', mostRetention + 1, { code: 'too-long', most: mostRetention }],
    // Words never outlive the answers they stand on, and nothing outlives the names in it.
    ['words', 6, { code: 'longer-than', other: 'answers', years: 5 }],
    ['answers', 4, { code: 'shorter-than', other: 'words', years: 5 }],
    ['people', 5, null],
    ['people', 4, { code: 'too-short', least: leastRetention.people }],
    ['trail', 11, { code: 'longer-than', other: 'people', years: 10 }],
    ['citizens', 30, null],
  ] as const)('%s for %i years: %o', (about, years, fault) => {
    expect(retentionFault(defaultRetention, about, years)).toEqual(fault);
  });

  it('ends on the same day of the year, and on 28 February for a leap day', () => {
    expect(keptSince(defaultRetention, calendarDate('2032-01-01')).words).toBe('2027-01-01');
    expect(keptSince(defaultRetention, calendarDate('2032-02-29')).trail).toBe('2027-02-28');
    expect(keptSince(defaultRetention, calendarDate('2032-02-29')).people).toBe('2022-02-28');
  });
});
