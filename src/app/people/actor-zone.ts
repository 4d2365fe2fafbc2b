import { zoneOf } from '../appraisal/today-for.ts';
import type { Scene } from '../core/scene.ts';

/** The IANA zone in which times are shown to the person at hand: their unit's, or TIME_ZONE. */
export async function actorZone(scene: Scene): Promise<string> {
  const { employee } = scene.actor;
  return employee ? zoneOf(scene, employee.unitId) : scene.settings.timeZone;
}
