import { expect, it } from 'vitest';
import { showAgainAt } from '../../src/app/outage/show-again-at.ts';
import { calendarDate, instantOf } from '../../src/domain/calendar.ts';
import { zones } from '../../src/domain/zone.ts';

const day = calendarDate('2026-12-17');
const minute = 1 / 60;
const soonMs = 15_000;
const hours = (count: number) => count * 3_600_000;

it.each(zones)('a question is shown again from 07:00 to 21:00 in %s, and to who was just there at any hour', (zone) => {
  const at = (hour: number) => instantOf(day, hour, zone);
  const shown = (hour: number, idleMs: number) => showAgainAt({ now: at(hour), zone, idleMs });
  const soon = (hour: number) => new Date(at(hour).getTime() + soonMs);
  for (const hour of [7, 12, 21 - minute]) expect(shown(hour, hours(5))).toEqual(soon(hour));
  for (const hour of [0, 3, 7 - minute]) expect(shown(hour, hours(5))).toEqual(at(7));
  for (const hour of [21, 23.5]) expect(shown(hour, hours(5))).toEqual(at(24 + 7));
  for (const hour of [3, 23.5]) expect(shown(hour, hours(2))).toEqual(soon(hour));
});
