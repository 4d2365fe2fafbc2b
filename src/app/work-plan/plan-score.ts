import { achievementLevel } from '../../domain/achievement.ts';
import { compareDates, today } from '../../domain/calendar.ts';
import type { Exact } from '../../domain/exact.ts';
import type { Framework, Indicator } from '../../domain/framework.ts';
import { type PlanItem, type PlanStanding, planStanding } from '../../domain/work-plan.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { agreedItems, findPlan, type PlanRow } from '../../storage/work-plan.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import type { Scene } from '../core/scene.ts';

/** Its question shows the projects of the work plan (Pauh). */
export const projectIndicator = 'hasil-proyek';

/** What an appraisal's work plan gives for the score, and the items behind it. */
export interface PlanScore {
  /** Null while the employee has not begun one. */
  readonly plan: PlanRow | null;
  readonly standing: PlanStanding;
  /** The items agreed last; before any agreement those that are being written. */
  readonly items: readonly PlanItem[];
  /** Highest achievement that counts, in percent. */
  readonly cap: Exact;
  /** For `Extras.planPercent`; null while the plan gives no number. */
  readonly percent: Exact | null;
  /** Indicators whose level the plan gives; the others are rated as ever. */
  readonly byPlan: ReadonlySet<string>;
}

/** Reads an appraisal's plan as it counts: at this moment, or as it was when the supervisor's review was sent. */
export async function planScoreOf(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  appraisal: AppraisalRow,
): Promise<PlanScore> {
  return scoreOf(scene, appraisal, await findPlan(scene.tx, appraisal.id));
}

/** The same where only a score or a question needs it: a framework that has no use for a plan is not asked for one. */
export async function planPartOf(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  appraisal: AppraisalRow,
): Promise<PlanScore> {
  const { framework } = appraisal.period;
  const used =
    framework.rules.number !== undefined ||
    framework.indicators.some(({ id, measure }) => measure === 'plan' || id === projectIndicator);
  return used ? planScoreOf(scene, appraisal) : scoreOf(scene, appraisal, null);
}

async function scoreOf(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  appraisal: AppraisalRow,
  plan: PlanRow | null,
): Promise<PlanScore> {
  const { cap } = scene.settings.rules.numberBands;
  const agreed = plan && agreedItems(plan);
  const ended = agreed !== null && (await hasEnded(scene, appraisal));
  const standing = planStanding(agreed, ended, cap);
  const percent = standing.state === 'scored' ? standing.percent : null;
  return {
    plan,
    standing,
    items: agreed ?? plan?.items ?? [],
    cap,
    percent,
    byPlan: new Set(percent === null ? [] : planIndicators(appraisal.period.framework).map(({ id }) => id)),
  };
}

/** At this moment, or when the review was sent. */
async function hasEnded(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  { employee, period, reviewedAt }: AppraisalRow,
): Promise<boolean> {
  return compareDates(today(await zoneOf(scene, employee.unitId), reviewedAt ?? scene.now), period.endsOn) > 0;
}

/** The indicators a framework measures by the work plan. */
export function planIndicators({ indicators, achievement }: Framework): readonly Indicator[] {
  return achievement === undefined ? [] : indicators.filter(({ measure }) => measure === 'plan');
}

/** The plan's percentage on the framework's scale; null where the framework has no such points. */
export function planLevel({ achievement }: Framework, percent: Exact): Exact | null {
  return achievement === undefined ? null : achievementLevel(percent, achievement);
}
