import { z } from 'zod';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal } from '../../storage/appraisal.ts';
import { listReports } from '../../storage/work-report.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, numberArg, show } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { checkReview } from '../review/check-review.ts';
import { openReviewData } from '../review/review-data.ts';
import { checkPlanOpen } from './check-plan.ts';
import { planData, proposalOf } from './plan-data.ts';
import { type PlanScore, planScoreOf } from './plan-score.ts';
import { itemsWords, standingWords } from './plan-words.ts';
import { pageButtons, reportButtons, reportLine, reportsPerPage } from './report-words.ts';

/** One employee's plan and reports, for whoever assesses them: what was agreed or is proposed, what was reached, and the reports with their evidence. */
export const personPlanView = defineView(
  'person-plan',
  z.object({ appraisalId: z.number().int(), page: z.number().int().nonnegative() }),
  renderPersonPlan,
);

export const openPersonPlan = defineAction(
  'plan.person',
  z.tuple([numberArg, numberArg]),
  async (scene, [appraisalId, page]) => {
    const appraisal = await findAppraisal(scene.tx, appraisalId);
    if (appraisal && refusalFor(scene.actor, 'view-appraisal-as-supervisor', appraisal) === null)
      await audit(scene, 'work-plan-seen', { employeeId: appraisal.employee.id, detail: { appraisalId } });
    return show(personPlanView.of({ appraisalId, page }));
  },
);

async function renderPersonPlan(
  scene: Scene,
  { appraisalId, page }: { readonly appraisalId: number; readonly page: number },
): Promise<Screen> {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  const forbidden = appraisal
    ? refusalFor(scene.actor, 'view-appraisal-as-supervisor', appraisal)
    : refuse('not-your-staff');
  if (forbidden || !appraisal) return { lines: [forbidden ?? ''], buttons: [[menuButton]] };
  const score = await planScoreOf(scene, appraisal);
  const { total, reports } = await listReports(scene.tx, appraisalId, { page, size: reportsPerPage });
  const zone = await zoneOf(scene, appraisal.employee.unitId);
  const mayReview = (await checkReview(scene, appraisal)) === null;
  return {
    lines: [
      say('plan.person-heading', { employee: appraisal.employee.name, period: appraisal.period.name }),
      ...planLines(appraisal, score),
      '',
      total === 0 ? say('report.none-of-person') : say('report.list-heading', { total }),
      ...reports.map((report, index) => reportLine(report, page * reportsPerPage + index + 1, zone)),
    ],
    buttons: [
      ...decisionButtons(scene, appraisal, score),
      ...reportButtons(reports, page),
      ...pageButtons(page, total, (to) => planData.person(appraisalId, to)),
      ...(mayReview
        ? [
            [
              {
                label: say('plan.to-review', { employee: appraisal.employee.name }),
                data: openReviewData(appraisalId),
              },
            ],
          ]
        : []),
      [{ label: say('menu.tim'), data: commandData('tim') }, menuButton],
    ],
  };
}

/** A draft is the employee's own until it is proposed; what was agreed before is shown then. */
function planLines(appraisal: AppraisalRow, score: PlanScore): readonly Words[] {
  const { plan, items, cap } = score;
  if (plan === null || (plan.revision === 0 && plan.state === 'draft')) return [say('plan.person-none')];
  const proposed = plan.state === 'proposed';
  return [
    say(`plan.person-state.${plan.state}`, { revision: plan.revision }),
    ...(proposed && plan.revision > 0 ? [say('plan.agreed-before', { revision: plan.revision })] : []),
    ...(plan.remark ? [say('plan.remark', { remark: { html: plan.remark } })] : []),
    '',
    ...itemsWords(proposed ? plan.items : items, cap),
    '',
    ...standingWords(appraisal, score),
  ];
}

function decisionButtons(
  scene: Scene,
  appraisal: AppraisalRow,
  { plan }: PlanScore,
): readonly (readonly ScreenButton[])[] {
  const may = refusalFor(scene.actor, 'agree-work-plan', appraisal) === null && checkPlanOpen(appraisal) === null;
  if (!may || plan?.state !== 'proposed') return [];
  return [
    [
      { label: say('plan.agree'), data: planData.agree(appraisal.id, proposalOf(plan)) },
      { label: say('plan.give-back'), data: planData.giveBack(appraisal.id) },
    ],
  ];
}
