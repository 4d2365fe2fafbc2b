import { type CalendarDate, today } from '../../domain/calendar.ts';
import { isWorkingTime } from '../../domain/working-time.ts';
import { type Zone, zoneSchema, zones } from '../../domain/zone.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { listUnitZones } from '../../storage/unit-zone.ts';
import type { Base } from './base.ts';

/** Where people may be reminded at an instant. */
export interface WorkingPlaces {
  /** The zone of each unit, by its id. */
  readonly zones: ReadonlyMap<number, Zone>;
  /** The zones where it is working time. */
  readonly awake: ReadonlySet<Zone>;
  /** The units in those zones. */
  readonly units: readonly number[];
  /** What day it is: from 08:00 in the east to 16:00 in the west it is the same in all three zones. */
  readonly day: CalendarDate;
  readonly holidays: ReadonlySet<CalendarDate>;
}

/** Null while nobody works anywhere. */
export async function findWorkingPlaces(
  { database, settings }: Base<'timeZone'>,
  now: Date,
): Promise<WorkingPlaces | null> {
  const holidays = await listHolidays(database.client);
  const awake = new Set(zones.filter((zone) => isWorkingTime(now, zone, holidays)));
  const [first] = awake;
  if (first === undefined) return null;
  const zoneOfUnit = await listUnitZones(database.client, zoneSchema.parse(settings.timeZone));
  const units = [...zoneOfUnit].filter(([, zone]) => awake.has(zone)).map(([id]) => id);
  return { zones: zoneOfUnit, awake, units, day: today(first, now), holidays };
}
