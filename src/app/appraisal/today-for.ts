import { type CalendarDate, today } from '../../domain/calendar.ts';
import { type Zone, zoneSchema } from '../../domain/zone.ts';
import { findUnitZone } from '../../storage/unit-zone.ts';
import type { Scene } from '../core/scene.ts';

/** The zone a unit lives in; the setting TIME_ZONE where neither it nor a unit above it names one. */
export async function zoneOf(scene: Pick<Scene, 'tx' | 'settings'>, unitId: number): Promise<Zone> {
  return (await findUnitZone(scene.tx, unitId)) ?? zoneSchema.parse(scene.settings.timeZone);
}

/** What day it is where this unit is. */
export async function todayFor(scene: Pick<Scene, 'tx' | 'settings' | 'now'>, unitId: number): Promise<CalendarDate> {
  return today(await zoneOf(scene, unitId), scene.now);
}
