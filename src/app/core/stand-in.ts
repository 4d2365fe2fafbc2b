import { addDays, calendarDate } from '../../domain/calendar.ts';
import { listAskedAbout, listGivenTo } from '../../storage/delegation.ts';
import { todayFor } from '../appraisal/today-for.ts';
import type { Scene, StandIn } from './scene.ts';

/** For whom an employee assesses today (/delegasi), by each supervisor's own calendar. Who holds a delegation holds no others through it: a delegate's own delegate has no rights. */
export async function findStandIn(scene: Pick<Scene, 'tx' | 'settings' | 'now'>, employeeId: number): Promise<StandIn> {
  // The three zones are never more than a day away from UTC.
  const day = calendarDate(scene.now.toISOString().slice(0, 10));
  const given = await listGivenTo(scene.tx, employeeId, { from: addDays(day, -1), to: addDays(day, 1) });
  const supervisors: StandIn['supervisors'][number][] = [];
  for (const { from, startsOn, endsOn } of given) {
    const today = await todayFor(scene, from.unitId);
    if (startsOn <= today && today <= endsOn) supervisors.push({ id: from.id, name: from.name });
  }
  return { supervisors, asPeer: supervisors.length === 0 ? new Set() : await listAskedAbout(scene.tx, employeeId) };
}
