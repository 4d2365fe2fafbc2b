import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, instantOf, today } from '../../src/domain/calendar.ts';
import { noteWeek } from '../../src/domain/unnamed-notes.ts';
import { zones } from '../../src/domain/zone.ts';

const instants = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) })
  .map((milliseconds) => new Date(milliseconds));

describe('the week in which unnamed notes are handed over', () => {
  it('begins on a Monday at midnight of the receiver’s zone, never after the moment it is asked', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (now, zone) => {
        const { monday, writtenBefore, waitedSince } = noteWeek(now, zone);
        expect(new Date(monday).getUTCDay()).toBe(1);
        expect(today(zone, writtenBefore)).toBe(monday);
        expect(writtenBefore <= now).toBe(true);
        expect(now.getTime() - writtenBefore.getTime()).toBeLessThan(7 * 86_400_000);
        expect(writtenBefore.getTime() - waitedSince.getTime()).toBe(7 * 86_400_000);
      }),
    );
  });

  it('is the same for every moment of a week, so that the moment of writing does not move it', () => {
    const monday = calendarDate('2026-12-14');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 23 }),
        (zone, day, hour) => {
          const now = instantOf(addDays(monday, day), hour, zone);
          expect(noteWeek(now, zone)).toEqual(noteWeek(instantOf(monday, 0, zone), zone));
        },
      ),
    );
  });
});
