import { reviewWindow } from '../../domain/windows.ts';
import { refuse, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { hasOpenConflict } from '../../storage/conflict.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/**
 * Why the person at hand may not review this appraisal now, in words; null when they may. A review that is late is still taken while the period is open: the
 * reminders go on until it is there, and refusing it would only hurt the employee. HR ends that by closing the period.
 */
export async function checkReview(scene: Scene, appraisal: AppraisalRow | null): Promise<Words | null> {
  if (!appraisal) return refuse('not-your-staff');
  const forbidden = refusalFor(scene.actor, 'rate-as-supervisor', appraisal);
  if (forbidden) return forbidden;
  if (appraisal.reviewedAt) return refuse('reviewed', { employee: appraisal.employee.name });
  if (appraisal.period.state !== 'open') return refuse('period-closed', { period: appraisal.period.name });
  const { supervisor } = appraisal;
  if (supervisor && (await hasOpenConflict(scene.tx, appraisal.id, supervisor.id)))
    // That their rater declared one is nothing a delegate is told.
    return supervisor.id === scene.actor.employee?.id
      ? refuse('conflict-waits', { employee: appraisal.employee.name })
      : refuse('not-your-staff');
  const today = await todayFor(scene, appraisal.employee.unitId);
  const window = reviewWindow(appraisal.windows, today, appraisal.selfSubmittedAt !== null);
  if (window.state !== 'early') return null;
  return refuse('review-early', { employee: appraisal.employee.name, date: { date: appraisal.windows.selfClosesOn } });
}
