import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays,
  calendarDateSchema,
  compareDates,
  calendarDate as day,
  daysBetween,
  fromUtcMidnight,
  instantOf,
  today,
  toUtcMidnight,
  wallClock,
} from '../../src/domain/calendar.ts';
import { nextSemester, semesterOf } from '../../src/domain/semester.ts';
import { extended, reviewWindow, selfWindow, windowsOf } from '../../src/domain/windows.ts';
import { isWorkingTime } from '../../src/domain/working-time.ts';
import { readZone, zoneName, zones } from '../../src/domain/zone.ts';

const days = { selfOpensBeforeEnd: 14, selfClosesAfterEnd: 7, reviewClosesAfterEnd: 21 };

/** New York has summer time, Jakarta is the users' own, Kiritimati is 14 hours ahead. */
describe.each(['America/New_York', 'Asia/Jakarta', 'Pacific/Kiritimati'])('on a host in %s', (hostZone) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = hostZone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it('the host really is in that zone', () => {
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(hostZone);
    const winter = { 'America/New_York': 300, 'Asia/Jakarta': -420, 'Pacific/Kiritimati': -840 }[hostZone];
    expect(new Date('2026-01-15T00:00:00Z').getTimezoneOffset()).toBe(winter);
  });

  it('a new year begins in WIT two hours before WIB', () => {
    const instant = new Date('2026-12-31T15:30:00Z');
    expect(zones.map((zone) => today(zone, instant))).toEqual(['2026-12-31', '2026-12-31', '2027-01-01']);
    expect(zones.map((zone) => today(zone, new Date('2026-12-31T16:30:00Z')))).toEqual([
      '2026-12-31',
      '2027-01-01',
      '2027-01-01',
    ]);
    expect(zones.map((zone) => today(zone, new Date('2026-12-31T17:00:00Z')))).toEqual([
      '2027-01-01',
      '2027-01-01',
      '2027-01-01',
    ]);
  });

  it('days are added across a new year, a leap day and the host’s summer time', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(day('2027-01-07'), -14)).toBe('2026-12-24');
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(day('2026-03-07'), 2)).toBe('2026-03-09');
    expect(daysBetween(day('2026-03-07'), day('2026-03-09'))).toBe(2);
    expect(daysBetween(day('2026-12-31'), day('2026-12-17'))).toBe(-14);
  });

  it('a semester that ends with the year has windows in the next one', () => {
    expect(windowsOf(day('2026-12-31'), days)).toEqual({
      selfOpensOn: '2026-12-17',
      selfClosesOn: '2027-01-07',
      reviewClosesOn: '2027-01-21',
    });
  });

  it('a date column keeps its date', () => {
    expect(toUtcMidnight(day('2026-06-30')).toISOString()).toBe('2026-06-30T00:00:00.000Z');
    expect(fromUtcMidnight(toUtcMidnight(day('2026-06-30')))).toBe('2026-06-30');
  });

  it('working time is the unit’s own', () => {
    const none = new Set<never>();
    const monday = new Date('2026-06-15T00:30:00Z');
    expect(zones.map((zone) => isWorkingTime(monday, zone, none))).toEqual([false, true, true]);
    const afternoon = new Date('2026-06-15T08:00:00Z');
    expect(zones.map((zone) => isWorkingTime(afternoon, zone, none))).toEqual([true, false, false]);
  });

  it('adding days and counting them agree, whatever the date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -2_000, max: 2_000 }), (start, step) => {
        const from = addDays(day('1990-01-01'), start);
        expect(daysBetween(from, addDays(from, step))).toBe(step);
        expect(compareDates(addDays(from, step), from)).toBe(Math.sign(step));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a calendar date', () => {
  it.each(['2026-02-29', '2026-6-1', '30-06-2026', '2026-06-31', ''])('that does not exist is refused: %s', (text) => {
    expect(calendarDateSchema.safeParse(text).success).toBe(false);
  });

  it('and an hour of a zone make an instant', () => {
    expect(instantOf(day('2026-06-15'), 8, 'Asia/Jayapura').toISOString()).toBe('2026-06-14T23:00:00.000Z');
    expect(wallClock('Asia/Jayapura', new Date('2026-06-14T23:05:00Z'))).toEqual({ weekday: 1, hour: 8, minute: 5 });
  });
});

describe('a zone', () => {
  it.each([
    ['WIB', 'Asia/Jakarta'],
    [' wita ', 'Asia/Makassar'],
    ['Wit', 'Asia/Jayapura'],
    ['asia/MAKASSAR', 'Asia/Makassar'],
    ['Asia/Pontianak', 'Asia/Jakarta'],
    ['WIA', null],
    ['Europe/Paris', null],
    ['', null],
  ])('is read as people write it: %s', (text, zone) => {
    expect(readZone(text)).toBe(zone);
  });

  it('has the name people use', () => {
    expect(zones.map(zoneName)).toEqual(['WIB', 'WITA', 'WIT']);
  });

  it.each(zones)('agrees with the zone database: %s', (zone) => {
    const instant = new Date('2026-06-15T03:04:00Z');
    const hour = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(
      instant,
    );
    expect(wallClock(zone, instant).hour).toBe(Number(hour));
  });
});

describe('a semester', () => {
  it.each([
    ['2026-01-01', '2026-01-01', '2026-06-30'],
    ['2026-06-30', '2026-01-01', '2026-06-30'],
    ['2026-07-01', '2026-07-01', '2026-12-31'],
    ['2026-12-31', '2026-07-01', '2026-12-31'],
  ])('holds %s', (date, startsOn, endsOn) => {
    expect(semesterOf(day(date))).toMatchObject({ startsOn, endsOn });
  });

  it('is followed by the next, across a new year', () => {
    const second = nextSemester(semesterOf(day('2026-03-01')));
    expect(second).toEqual({ year: 2026, half: 2, startsOn: '2026-07-01', endsOn: '2026-12-31' });
    expect(nextSemester(second)).toEqual({ year: 2027, half: 1, startsOn: '2027-01-01', endsOn: '2027-06-30' });
  });
});

describe('the windows of a period', () => {
  const windows = windowsOf(day('2026-06-30'), days);

  it('open 14 days before its end and close 7 and 21 days after', () => {
    expect(windows).toEqual({ selfOpensOn: '2026-06-16', selfClosesOn: '2026-07-07', reviewClosesOn: '2026-07-21' });
  });

  it('take an answer on the closing day and none on the day after', () => {
    expect(selfWindow(windows, day('2026-06-15'))).toEqual({ state: 'early', opensOn: '2026-06-16' });
    expect(selfWindow(windows, day('2026-06-16'))).toEqual({ state: 'open', closesOn: '2026-07-07' });
    expect(selfWindow(windows, day('2026-07-07'))).toEqual({ state: 'open', closesOn: '2026-07-07' });
    expect(selfWindow(windows, day('2026-07-08'))).toEqual({ state: 'late', closedOn: '2026-07-07' });
  });

  it('open the review with the submission of the self-assessment, or after its close', () => {
    expect(reviewWindow(windows, day('2026-06-20'), true)).toEqual({ state: 'open', closesOn: '2026-07-21' });
    expect(reviewWindow(windows, day('2026-07-07'), false)).toEqual({ state: 'early', opensOn: '2026-07-08' });
    expect(reviewWindow(windows, day('2026-07-08'), false)).toEqual({ state: 'open', closesOn: '2026-07-21' });
    expect(reviewWindow(windows, day('2026-07-22'), true)).toEqual({ state: 'late', closedOn: '2026-07-21' });
  });

  it('are only ever made longer for one person, and the review waits for the self-assessment', () => {
    expect(extended(windows, { selfClosesOn: day('2026-07-30') })).toEqual({
      selfOpensOn: '2026-06-16',
      selfClosesOn: '2026-07-30',
      reviewClosesOn: '2026-07-30',
    });
    expect(extended(windows, { selfClosesOn: day('2026-07-01'), reviewClosesOn: null })).toEqual(windows);
  });
});

describe('working time', () => {
  const holidays = new Set([day('2026-08-17')]);
  it.each([
    ['2026-06-15T01:00:00Z', true, 'Monday 08:00'],
    ['2026-06-15T00:59:59Z', false, 'Monday 07:59:59'],
    ['2026-06-15T08:59:59Z', true, 'Monday 15:59:59'],
    ['2026-06-15T09:00:00Z', false, 'Monday 16:00'],
    ['2026-06-13T03:00:00Z', false, 'Saturday'],
    ['2026-06-14T03:00:00Z', false, 'Sunday'],
    ['2026-08-17T03:00:00Z', false, 'Independence Day, a Monday'],
    ['2026-06-19T03:00:00Z', true, 'Friday'],
  ])('at %s in WIB: %s (%s)', (instant, working) => {
    expect(isWorkingTime(new Date(instant), 'Asia/Jakarta', holidays)).toBe(working);
  });
});
