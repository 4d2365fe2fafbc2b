import type { CalendarDate } from '../../domain/calendar.ts';
import { lastDayToObject } from '../../domain/objection.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { todayFor, zoneOf } from '../appraisal/today-for.ts';
import type { Scene } from '../core/scene.ts';

/** Until when a released result may be objected to, and whether that is still so where the employee's unit is. */
export async function objectionTime(
  scene: Scene,
  { employee }: AppraisalRow,
  releasedAt: Date,
): Promise<{ readonly until: CalendarDate; readonly running: boolean }> {
  const zone = await zoneOf(scene, employee.unitId);
  const until = lastDayToObject(releasedAt, zone, scene.settings.rules.objection.days);
  return { until, running: (await todayFor(scene, employee.unitId)) <= until };
}
