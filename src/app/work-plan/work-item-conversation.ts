import { z } from 'zod';
import { answersOf, itemOf, workItemFlow } from '../../dialogue/flows/work-item.ts';
import type { Answers } from '../../dialogue/step.ts';
import { planLimits } from '../../domain/work-plan.ts';
import { refuse, say } from '../../i18n/words.ts';
import { findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { addItems, changeItem, ensurePlan, findPlan } from '../../storage/work-plan.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import {
  type ConversationKind,
  defineAction,
  type Finished,
  numberArg,
  type OpenedConversation,
  show,
} from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import { checkPlanWriting } from './check-plan.ts';
import { planData } from './plan-data.ts';
import { planView } from './plan-view.ts';
import { newItemWords } from './plan-words.ts';

/** Writing one item of the own plan. The subject is `<appraisal>` for a new one, `<appraisal>.<item>` to change one. */
export const workItemKind: ConversationKind = { flow: 'work-item', open, finish };

export const addPlanItem = defineAction('plan.add', z.tuple([numberArg]), async (scene, [appraisalId]) =>
  startConversation(scene, workItemKind, String(appraisalId), { afresh: true }),
);

export const changePlanItem = defineAction(
  'plan.change',
  z.tuple([numberArg, numberArg]),
  async (scene, [appraisalId, itemId]) => {
    const item = (await findPlan(scene.tx, appraisalId))?.items.find(({ id }) => id === itemId);
    return startConversation(scene, workItemKind, `${appraisalId}.${itemId}`, {
      afresh: true,
      ...(item && { answers: answersOf(item) }),
    });
  },
);

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const { appraisalId, itemId } = readSubject(subject);
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  if (!appraisal) return { ok: false, why: refuse('not-your-appraisal') };
  const plan = await findPlan(scene.tx, appraisalId);
  const why = checkPlanWriting(scene, appraisal, plan);
  if (why) return { ok: false, why };
  const items = plan?.items ?? [];
  if (itemId !== null && !items.some(({ id }) => id === itemId)) return { ok: false, why: refuse('plan-item-gone') };
  if (itemId === null && items.length >= planLimits.items)
    return { ok: false, why: refuse('plan-full', { most: planLimits.items }) };
  const flow = workItemFlow({
    isNew: itemId === null,
    words: newItemWords,
    leave: { label: say('plan.leave'), data: planData.own(appraisalId) },
  });
  return { ok: true, flow, heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const { appraisalId, itemId } = readSubject(subject);
  const appraisal = await lockAppraisal(scene.tx, appraisalId);
  if (!appraisal) return { kind: 'refused', why: refuse('not-your-appraisal') };
  const plan = await ensurePlan(scene.tx, appraisalId);
  const why = checkPlanWriting(scene, appraisal, plan);
  const item = itemOf(answers);
  if (why || !item) return { kind: 'refused', why: why ?? say('plan.overview-open') };
  const present = plan.items.find(({ id }) => id === itemId);
  if (itemId !== null && !present) return { kind: 'refused', why: refuse('plan-item-gone') };
  if (present) await changeItem(scene.tx, plan, present, item);
  else await addItems(scene.tx, plan, [item]);
  await audit(scene, present ? 'work-item-changed' : 'work-item-added', {
    employeeId: appraisal.employee.id,
    detail: { appraisalId, ...(itemId !== null && { itemId }) },
  });
  return { kind: 'done', outcome: show(planView.of({ appraisalId }), say('plan.saved', { title: item.title })) };
}

function readSubject(subject: string): { readonly appraisalId: number; readonly itemId: number | null } {
  const [appraisalId = 0, itemId] = subject.split('.').map(Number);
  return { appraisalId, itemId: itemId ?? null };
}
