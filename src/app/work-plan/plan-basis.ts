import type { PlanBasis } from '../../dialogue/flows/self-assessment.ts';
import { say } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { planData } from './plan-data.ts';
import { type PlanScore, planIndicators, projectIndicator } from './plan-score.ts';
import { levelWords, shortItemsWords, standingWords } from './plan-words.ts';

/** The plan beside the questions of a self-assessment (`employee`) or a review (`supervisor`): targets, what was reached, and the page with reports and evidence. */
export function planBasis(appraisal: AppraisalRow, score: PlanScore, viewer: 'employee' | 'supervisor'): PlanBasis {
  const { framework } = appraisal.period;
  const { cap, byPlan, percent, plan } = score;
  // A draft is the employee's own until it is proposed.
  const isPrivate = viewer === 'supervisor' && plan?.state === 'draft' && plan.revision === 0;
  const items = isPrivate ? [] : score.items;
  const data = viewer === 'supervisor' ? planData.person(appraisal.id) : planData.own(appraisal.id);
  const byPlanIds = new Set(planIndicators(framework).map(({ id }) => id));
  const button = { label: say(viewer === 'supervisor' ? 'plan.look-person' : 'plan.look-own'), data };
  return {
    byPlan,
    aside: (indicatorId) => {
      if (byPlanIds.has(indicatorId)) {
        const shown = shortItemsWords(items, cap);
        return { lines: [...standingWords(appraisal, score), ...shown], buttons: plan ? [[button]] : [] };
      }
      if (indicatorId !== projectIndicator) return null;
      const projects = items.filter(({ kind }) => kind === 'project');
      return projects.length === 0
        ? null
        : { lines: [say('plan.projects'), ...shortItemsWords(projects, cap)], buttons: [[button]] };
    },
    derivation:
      percent === null || byPlan.size === 0
        ? null
        : { lines: [...levelWords(framework, percent), ...shortItemsWords(items, cap)], buttons: [[button]] },
  };
}
