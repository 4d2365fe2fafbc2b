import { type CalendarDate, toUtcMidnight } from '../domain/calendar.ts';
import type { Tx } from './database.ts';

/** Keeps HR's later closing days for one person; null leaves the self-assessment as it is. */
export async function saveExtension(
  tx: Tx,
  appraisalId: number,
  days: { readonly selfClosesOn: CalendarDate | null; readonly reviewClosesOn: CalendarDate },
): Promise<void> {
  await tx.appraisal.update({
    where: { id: appraisalId },
    data: {
      ...(days.selfClosesOn && { selfClosesOn: toUtcMidnight(days.selfClosesOn) }),
      reviewClosesOn: toUtcMidnight(days.reviewClosesOn),
    },
    select: { id: true },
  });
}

/** From now on this employee assesses. */
export async function saveRater(tx: Tx, appraisalId: number, raterId: number): Promise<void> {
  await tx.appraisal.update({ where: { id: appraisalId }, data: { supervisorId: raterId }, select: { id: true } });
}
