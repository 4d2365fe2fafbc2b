import { instantOf, today } from '../../domain/calendar.ts';
import type { Scene } from '../core/scene.ts';
import { zoneOf } from './today-for.ts';

/** When today began where this unit is: limits of so many a day count from it. */
export async function midnightFor(scene: Pick<Scene, 'tx' | 'settings' | 'now'>, unitId: number): Promise<Date> {
  const zone = await zoneOf(scene, unitId);
  return instantOf(today(zone, scene.now), 0, zone);
}
