import { z } from 'zod';
import { rowsOf } from '../../dialogue/choice-step.ts';
import { refuse, say } from '../../i18n/words.ts';
import { findAppraisal } from '../../storage/appraisal.ts';
import { listReports } from '../../storage/work-report.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { defineAction, defineView, numberArg, show } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { checkPlanOpen } from './check-plan.ts';
import { planData } from './plan-data.ts';
import { planScoreOf } from './plan-score.ts';
import { apart, shortItemsWords, standingWords } from './plan-words.ts';
import { pageButtons, reportButtons, reportLine, reportsPerPage } from './report-words.ts';

/** The employee's own progress: each item with what was reached, the reports sent, and a button to report on each. */
export const reportsView = defineView(
  'reports',
  z.object({ appraisalId: z.number().int(), page: z.number().int().nonnegative() }),
  renderReports,
);

export const openReports = defineAction(
  'report.list',
  z.tuple([numberArg, numberArg]),
  async (_scene, [appraisalId, page]) => show(reportsView.of({ appraisalId, page })),
);

async function renderReports(
  scene: Scene,
  { appraisalId, page }: { readonly appraisalId: number; readonly page: number },
): Promise<Screen> {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  const forbidden = appraisal ? refusalFor(scene.actor, 'report-progress', appraisal) : refuse('not-your-appraisal');
  if (forbidden || !appraisal) return { lines: [forbidden ?? ''], buttons: [[menuButton]] };
  const score = await planScoreOf(scene, appraisal);
  const items = score.plan?.items ?? [];
  const { total, reports } = await listReports(scene.tx, appraisalId, { page, size: reportsPerPage });
  const zone = await zoneOf(scene, appraisal.employee.unitId);
  const closed = checkPlanOpen(appraisal);
  return {
    lines: [
      say('report.heading', { period: appraisal.period.name }),
      '',
      ...(items.length === 0 ? [say('report.no-items')] : shortItemsWords(items, score.cap, items.length)),
      '',
      ...apart(standingWords(appraisal, score)),
      total === 0 ? say('report.none') : say('report.list-heading', { total }),
      ...reports.map((report, index) => reportLine(report, page * reportsPerPage + index + 1, zone)),
      '',
      closed ?? say('report.choose'),
    ],
    buttons: [
      ...(closed
        ? []
        : [
            ...rowsOf(
              items.map(({ id }, index) => ({
                label: say('report.write-one', { number: index + 1 }),
                data: planData.write(appraisalId, id),
              })),
              5,
            ),
            [{ label: say('report.write-words'), data: planData.write(appraisalId, 0) }],
          ]),
      ...reportButtons(reports, page),
      ...pageButtons(page, total, (to) => planData.reports(appraisalId, to)),
      [{ label: say('menu.rencana'), data: commandData('rencana') }, menuButton],
    ],
  };
}
