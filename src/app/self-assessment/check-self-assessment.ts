import { selfWindow } from '../../domain/windows.ts';
import { refuse, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/** Why the person at hand may not assess themselves in this appraisal now, in words; null when they may. */
export async function checkSelfAssessment(scene: Scene, appraisal: AppraisalRow | null): Promise<Words | null> {
  if (!appraisal) return refuse('not-your-appraisal');
  const forbidden = refusalFor(scene.actor, 'rate-self', appraisal);
  if (forbidden) return forbidden;
  if (appraisal.selfSubmittedAt) return refuse('self-submitted', { period: appraisal.period.name });
  if (appraisal.period.state !== 'open') return refuse('period-closed', { period: appraisal.period.name });
  const window = selfWindow(appraisal.windows, await todayFor(scene, appraisal.employee.unitId));
  switch (window.state) {
    case 'open':
      return null;
    case 'early':
      return refuse('self-early', { period: appraisal.period.name, date: { date: window.opensOn } });
    case 'late':
      return refuse('self-late', { period: appraisal.period.name, date: { date: window.closedOn } });
    default:
      return window satisfies never;
  }
}
