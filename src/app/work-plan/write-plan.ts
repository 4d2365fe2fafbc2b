import { z } from 'zod';
import { planLimits } from '../../domain/work-plan.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, lockAppraisal } from '../../storage/appraisal.ts';
import { findTemplate } from '../../storage/plan-template.ts';
import { addItems, ensurePlan, markDraft, markProposed, type PlanRow, removeItem } from '../../storage/work-plan.ts';
import { findDelegateOfToday } from '../appraisal/tell-assessors.ts';
import { audit } from '../core/audit.ts';
import { defineAction, numberArg, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { checkPlanOwner, checkPlanWriting } from './check-plan.ts';
import { planData } from './plan-data.ts';
import { planItemView, planView } from './plan-view.ts';

/** The own plan, from notices and lists. */
export const openPlan = defineAction('plan.own', z.tuple([numberArg]), async (_scene, [appraisalId]) =>
  show(planView.of({ appraisalId })),
);

export const openPlanItem = defineAction(
  'plan.item',
  z.tuple([numberArg, numberArg]),
  async (_scene, [appraisalId, itemId]) => show(planItemView.of({ appraisalId, itemId })),
);

export const removePlanItem = defineAction(
  'plan.remove',
  z.tuple([numberArg, numberArg]),
  async (scene, [appraisalId, itemId]) =>
    write(scene, appraisalId, checkPlanWriting, async (appraisal, plan) => {
      const item = plan.items.find(({ id }) => id === itemId);
      if (!item) return refuse('plan-item-gone');
      await removeItem(scene.tx, plan, item);
      await audit(scene, 'work-item-removed', about(appraisal, { itemId }));
      return say('plan.removed', { title: item.title });
    }),
);

/** Copies the items of the employee's position below those that are there; what is there with the same title is not doubled. */
export const copyTemplate = defineAction('plan.copy', z.tuple([numberArg]), async (scene, [appraisalId]) =>
  write(scene, appraisalId, checkPlanWriting, async (appraisal, plan) => {
    const { position } = appraisal.employee;
    const template = await findTemplate(scene.tx, position);
    if (!template) return refuse('no-template', { position });
    const titles = new Set(plan.items.map(({ title }) => title));
    const items = template.items.filter(({ title }) => !titles.has(title));
    if (items.length === 0) return say('plan.copied-none', { position });
    if (plan.items.length + items.length > planLimits.items) return refuse('plan-full', { most: planLimits.items });
    await addItems(scene.tx, plan, items);
    await audit(scene, 'plan-template-copied', about(appraisal, { items: items.length }));
    return say('plan.copied', { count: items.length, position });
  }),
);

/** Hands the plan to the supervisor, who is told at once, and so is the delegate of today. */
export const proposePlan = defineAction('plan.propose', z.tuple([numberArg]), async (scene, [appraisalId]) =>
  write(scene, appraisalId, checkPlanWriting, async (appraisal, plan) => {
    if (plan.items.length === 0) return refuse('plan-empty');
    const { supervisor, employee, period } = appraisal;
    if (!supervisor) return refuse('plan-no-supervisor');
    await markProposed(scene.tx, plan.id, scene.now);
    await audit(scene, 'work-plan-proposed', about(appraisal, { items: plan.items.length }));
    const screen = (name: Words): Screen => ({
      lines: [say('plan.notice-proposed', { employee: name, period: period.name, count: plan.items.length })],
      buttons: [[{ label: say('plan.look-person'), data: planData.person(appraisal.id) }]],
    });
    const dedupeKey = `plan-proposed:${plan.id}:${scene.now.toISOString()}`;
    const told = await tellEmployee(scene, supervisor.id, { screen: screen(employee.name), dedupeKey });
    const delegate = await findDelegateOfToday(scene, appraisal.id, supervisor.id);
    if (delegate !== null)
      await tellEmployee(scene, delegate, {
        screen: screen(say('team.for', { employee: employee.name, supervisor: supervisor.name })),
        dedupeKey: `${dedupeKey}:for:${delegate}`,
      });
    return say(told ? 'plan.proposed' : 'plan.proposed-not-told', { supervisor: supervisor.name });
  }),
);

/** Takes a proposal back before the supervisor decided. */
export const takePlanBack = defineAction('plan.back', z.tuple([numberArg]), async (scene, [appraisalId]) =>
  write(scene, appraisalId, checkPlanOwner, async (appraisal, plan) => {
    if (plan.state !== 'proposed') return say('plan.already-open');
    await markDraft(scene.tx, plan.id);
    await audit(scene, 'work-plan-taken-back', about(appraisal));
    return say('plan.taken-back');
  }),
);

/** Opens an agreed plan for a revision; what was agreed counts until the new one is agreed. */
export const revisePlan = defineAction('plan.revise', z.tuple([numberArg]), async (scene, [appraisalId]) =>
  write(scene, appraisalId, checkPlanOwner, async (appraisal, plan) => {
    if (plan.state !== 'agreed') return say('plan.already-open');
    await markDraft(scene.tx, plan.id);
    await audit(scene, 'work-plan-revised', about(appraisal, { revision: plan.revision }));
    return say('plan.revising', { revision: plan.revision });
  }),
);

/** Under the appraisal's lock, so that two devices, the supervisor's answer and the review come one after the other; ends at the plan with what happened. */
async function write(
  scene: Scene,
  appraisalId: number,
  check: (scene: Scene, appraisal: AppraisalRow, plan: PlanRow) => Words | null,
  change: (appraisal: AppraisalRow, plan: PlanRow) => Promise<Words>,
): Promise<Outcome> {
  const appraisal = await lockAppraisal(scene.tx, appraisalId);
  const forbidden = appraisal ? refusalFor(scene.actor, 'write-work-plan', appraisal) : refuse('not-your-appraisal');
  if (forbidden || !appraisal) return tell(forbidden ?? refuse('not-your-appraisal'));
  const plan = await ensurePlan(scene.tx, appraisalId);
  const why = check(scene, appraisal, plan);
  return show(planView.of({ appraisalId }), why ?? (await change(appraisal, plan)));
}

function about({ id, employee }: AppraisalRow, detail: Readonly<Record<string, number>> = {}) {
  return { employeeId: employee.id, detail: { appraisalId: id, ...detail } };
}
