import { refuse, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import type { PlanRow } from '../../storage/work-plan.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/** Why the person at hand may not write this plan now, in words; null when they may. What waits for the supervisor or is agreed is first taken back. */
export function checkPlanWriting(scene: Scene, appraisal: AppraisalRow, plan: PlanRow | null): Words | null {
  const why = checkPlanOwner(scene, appraisal);
  if (why) return why;
  if (plan?.state === 'proposed') return refuse('plan-proposed');
  if (plan?.state === 'agreed') return refuse('plan-agreed');
  return null;
}

/** The same for what the owner may do in any state of the plan: take it back, revise it, report on it. After the review it stays as it was assessed. */
export function checkPlanOwner(scene: Scene, appraisal: AppraisalRow): Words | null {
  return refusalFor(scene.actor, 'write-work-plan', appraisal) ?? checkPlanOpen(appraisal);
}

/** Why nothing about this plan may change any more, whoever asks; null while it may. */
export function checkPlanOpen({ period, reviewedAt }: AppraisalRow): Words | null {
  if (period.state !== 'open') return refuse('period-closed', { period: period.name });
  return reviewedAt ? refuse('plan-reviewed', { period: period.name }) : null;
}
