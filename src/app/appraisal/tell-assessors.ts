import { say, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { findEmployee } from '../../storage/employee.ts';
import { findStandIn } from '../../storage/stand-in.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { tellInWorkingTime } from './tell-in-working-time.ts';
import { todayFor } from './today-for.ts';

type Desk = Pick<Scene, 'tx' | 'now' | 'settings'>;

/**
 * Asks the supervisor of an appraisal to do something, in working time, and today's delegate too: either may, and the first counts. `screen` gets how the employee is called there:
 * for the delegate with the supervisor in whose stead it is.
 */
export async function tellAssessors(
  desk: Desk,
  { id, employee, supervisor }: AppraisalRow,
  { screen, key }: { screen(employee: Words): Screen; readonly key: string },
): Promise<void> {
  if (!supervisor) return;
  await tellInWorkingTime(desk, [supervisor.id], { screen: screen(employee.name), keyOf: () => key });
  const delegate = await findDelegateOfToday(desk, id, supervisor.id);
  if (delegate === null) return;
  await tellInWorkingTime(desk, [delegate], {
    screen: screen(say('team.for', { employee: employee.name, supervisor: supervisor.name })),
    keyOf: (employeeId) => `${key}:for:${employeeId}`,
  });
}

/** Who stands in for this appraisal's supervisor today, and may; null when nobody does. */
export async function findDelegateOfToday(
  desk: Desk,
  appraisalId: number,
  supervisorId: number,
): Promise<number | null> {
  const giver = await findEmployee(desk.tx, supervisorId);
  return giver && findStandIn(desk.tx, appraisalId, await todayFor(desk, giver.unitId));
}
