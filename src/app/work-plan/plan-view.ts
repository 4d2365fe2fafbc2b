import { z } from 'zod';
import { rowsOf } from '../../dialogue/choice-step.ts';
import { planLimits } from '../../domain/work-plan.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal } from '../../storage/appraisal.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { findTemplate } from '../../storage/plan-template.ts';
import type { PlanRow } from '../../storage/work-plan.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed, refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { checkSelfAssessment } from '../self-assessment/check-self-assessment.ts';
import { openSelfAssessmentData } from '../self-assessment/self-assessment-data.ts';
import { checkPlanOpen } from './check-plan.ts';
import { pastPlansButtons } from './past-plans-view.ts';
import { planData } from './plan-data.ts';
import { planScoreOf } from './plan-score.ts';
import { apart, itemsWords, itemWords, standingWords } from './plan-words.ts';

/** The employee's own plan: its items, where it stands, and what can be done next. */
export const planView = defineView('plan', z.object({ appraisalId: z.number().int() }), renderPlan);

/** One item of the own plan, to change or remove. */
export const planItemView = defineView(
  'plan-item',
  z.object({ appraisalId: z.number().int(), itemId: z.number().int() }),
  renderItem,
);

async function renderPlan(scene: Scene, { appraisalId }: { readonly appraisalId: number }): Promise<Screen> {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  const forbidden = appraisal ? refusalFor(scene.actor, 'write-work-plan', appraisal) : refuse('not-your-appraisal');
  if (forbidden || !appraisal) return { lines: [forbidden ?? ''], buttons: [[menuButton]] };
  const score = await planScoreOf(scene, appraisal);
  const { plan, cap } = score;
  const items = plan?.items ?? [];
  const closed = checkPlanOpen(appraisal);
  const assessing = await isAssessing(scene, appraisal);
  const template = await findTemplate(scene.tx, appraisal.employee.position);
  return {
    lines: [
      say('plan.heading', { period: appraisal.period.name }),
      ...stateWords(plan, appraisal.supervisor?.name ?? null),
      ...(items.length > 0 ? ['', ...itemsWords(items, cap)] : []),
      '',
      ...apart(standingWords(appraisal, score)),
      ...(closed ? [closed] : [say(nextKey(plan))]),
    ],
    buttons: [
      ...(closed ? [] : ownButtons(appraisalId, plan, template !== null)),
      ...(assessing ? [[{ label: say('plan.to-self'), data: openSelfAssessmentData(appraisalId) }]] : []),
      ...(allowed('import-plan-templates')(scene.actor)
        ? [[{ label: say('template.button'), data: planData.templates() }]]
        : []),
      ...(await pastPlansButtons(scene, appraisalId)),
      [
        appraisal.period.state === 'released'
          ? { label: say('plan.past-reports'), data: planData.reports(appraisalId) }
          : { label: say('menu.laporan'), data: commandData('laporan') },
        menuButton,
      ],
    ],
  };
}

/** Whether their own self-assessment is under way, so that they find back to it. */
async function isAssessing(scene: Scene, appraisal: AppraisalRow): Promise<boolean> {
  const draft = await findConversationAbout(scene.tx, scene.actor.telegramId, 'self-assessment', String(appraisal.id));
  return draft !== null && (await checkSelfAssessment(scene, appraisal)) === null;
}

function stateWords(plan: PlanRow | null, supervisor: string | null): readonly Words[] {
  const state = plan?.state ?? 'draft';
  const again = state !== 'agreed' && (plan?.revision ?? 0) > 0;
  return [
    say(`plan.state.${state}`, { supervisor: supervisor ?? say('plan.no-supervisor'), revision: plan?.revision ?? 0 }),
    ...(again ? [say('plan.agreed-before', { revision: plan?.revision ?? 0 })] : []),
    ...(plan?.remark ? [say('plan.remark', { remark: { html: plan.remark } })] : []),
  ];
}

function nextKey(plan: PlanRow | null) {
  if (plan === null || plan.items.length === 0) return 'plan.next-empty';
  return `plan.next-${plan.state}` as const;
}

function ownButtons(
  appraisalId: number,
  plan: PlanRow | null,
  hasTemplate: boolean,
): readonly (readonly ScreenButton[])[] {
  const items = plan?.items ?? [];
  const state = plan?.state ?? 'draft';
  switch (state) {
    case 'proposed':
      return [[{ label: say('plan.take-back'), data: planData.takeBack(appraisalId) }]];
    case 'agreed':
      return [[{ label: say('plan.revise'), data: planData.revise(appraisalId) }]];
    case 'draft':
    case 'returned':
      return [
        ...rowsOf(
          items.map(({ id }, index) => ({
            label: say('plan.change-one', { number: index + 1 }),
            data: planData.item(id, appraisalId),
          })),
          5,
        ),
        ...(items.length < planLimits.items
          ? [
              [
                { label: say('plan.add'), data: planData.add(appraisalId) },
                ...(hasTemplate ? [{ label: say('plan.copy'), data: planData.copy(appraisalId) }] : []),
              ],
            ]
          : []),
        ...(items.length > 0 ? [[{ label: say('plan.propose'), data: planData.propose(appraisalId) }]] : []),
      ];
    default:
      return state satisfies never;
  }
}

async function renderItem(
  scene: Scene,
  { appraisalId, itemId }: { readonly appraisalId: number; readonly itemId: number },
): Promise<Screen> {
  const back = [{ label: say('plan.to-plan'), data: planData.own(appraisalId) }, menuButton];
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  const forbidden = appraisal ? refusalFor(scene.actor, 'write-work-plan', appraisal) : refuse('not-your-appraisal');
  if (forbidden || !appraisal) return { lines: [forbidden ?? ''], buttons: [[menuButton]] };
  const { plan, cap } = await planScoreOf(scene, appraisal);
  const at = plan?.items.findIndex(({ id }) => id === itemId) ?? -1;
  if (at < 0) return { lines: [refuse('plan-item-gone')], buttons: [back] };
  return {
    lines: itemWords(plan?.items ?? [], at, cap),
    buttons: [
      [
        { label: say('plan.change-item'), data: planData.change(appraisalId, itemId) },
        { label: say('plan.remove-item'), data: planData.remove(appraisalId, itemId) },
      ],
      back,
    ],
  };
}
