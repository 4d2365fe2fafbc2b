import { refuse, say, type Words } from '../../i18n/words.ts';
import { findCurrentAppraisal } from '../../storage/appraisal.ts';
import { countProposed, findPlan } from '../../storage/work-plan.ts';
import { type Feature, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { agreePlan, returnPlan, returnPlanKind } from './decide-plan.ts';
import { openPastPlans, pastPlansButtons, pastPlansView } from './past-plans-view.ts';
import { openPersonPlan, personPlanView } from './person-plan-view.ts';
import { planItemView, planView } from './plan-view.ts';
import { openReport, reportView, showReportEvidence } from './report-view.ts';
import { openReports, reportsView } from './reports-view.ts';
import { openTeamPlans, teamPlansView } from './team-plans-view.ts';
import { importTemplatesKind, openTemplates, sendTemplates } from './templates.ts';
import { applyTemplates, templatesPreview } from './templates-preview.ts';
import { templatesView } from './templates-view.ts';
import { addPlanItem, changePlanItem, workItemKind } from './work-item-conversation.ts';
import { workReportKind, writeReport } from './work-report-conversation.ts';
import {
  copyTemplate,
  openPlan,
  openPlanItem,
  proposePlan,
  removePlanItem,
  revisePlan,
  takePlanBack,
} from './write-plan.ts';

/** Rencana kerja: /rencana and /laporan, the supervisor's side of them, and HR's templates. */
export const workPlan: Feature = {
  commands: [
    {
      name: 'rencana',
      description: 'command.rencana',
      menu: 'menu.rencana',
      allows: (actor) => actor.employee !== null || allowed('import-plan-templates')(actor),
      run: openOwnPlan,
    },
    {
      name: 'laporan',
      description: 'command.laporan',
      menu: 'menu.laporan',
      allows: (actor) => actor.employee !== null,
      run: openOwnReports,
    },
  ],
  actions: [
    openPlan,
    openPastPlans,
    openPlanItem,
    addPlanItem,
    changePlanItem,
    removePlanItem,
    copyTemplate,
    proposePlan,
    takePlanBack,
    revisePlan,
    openTeamPlans,
    openPersonPlan,
    agreePlan,
    returnPlan,
    openReports,
    openReport,
    showReportEvidence,
    writeReport,
    openTemplates,
    sendTemplates,
    applyTemplates,
  ],
  views: [
    planView,
    pastPlansView,
    templatesPreview,
    planItemView,
    personPlanView,
    teamPlansView,
    reportsView,
    reportView,
    templatesView,
  ],
  conversations: [workItemKind, workReportKind, returnPlanKind, importTemplatesKind],
  status,
};

/** HR without a period of their own go straight to the templates. */
async function openOwnPlan(scene: Scene): Promise<Outcome> {
  const appraisal = scene.actor.employee && (await findCurrentAppraisal(scene.tx, scene.actor.employee.id));
  if (appraisal) return show(planView.of({ appraisalId: appraisal.id }));
  if (allowed('import-plan-templates')(scene.actor)) return show(templatesView.of({}));
  const past = await pastPlansButtons(scene, 0);
  return past.length > 0 ? show(pastPlansView.of({ page: 0 })) : tell(refuse('no-period'));
}

async function openOwnReports(scene: Scene): Promise<Outcome> {
  const appraisal = scene.actor.employee && (await findCurrentAppraisal(scene.tx, scene.actor.employee.id));
  return appraisal ? show(reportsView.of({ appraisalId: appraisal.id, page: 0 })) : tell(refuse('no-period'));
}

/** A plan that was returned, and how many wait for this supervisor, as lines in the menu. */
async function status(scene: Scene): Promise<readonly Words[]> {
  const { employee, isSupervisor } = scene.actor;
  const appraisal = employee && (await findCurrentAppraisal(scene.tx, employee.id));
  const own = appraisal?.period.state === 'open' ? await findPlan(scene.tx, appraisal.id) : null;
  const waiting = employee && isSupervisor ? await countProposed(scene.tx, employee.id) : 0;
  return [
    ...(own?.state === 'returned' ? [say('plan.status-returned')] : []),
    ...(waiting > 0 ? [say('plan.status-waiting', { count: waiting })] : []),
  ];
}
