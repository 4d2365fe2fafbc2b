import { z } from 'zod';
import { writeTextFlow, writtenText } from '../../dialogue/flows/write-text.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { findPlan, markAgreed, markReturned, type PlanRow } from '../../storage/work-plan.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import {
  type ConversationKind,
  defineAction,
  type Finished,
  numberArg,
  type OpenedConversation,
  type Outcome,
  show,
} from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { checkPlanOpen } from './check-plan.ts';
import { personPlanView } from './person-plan-view.ts';
import { planData, proposalOf } from './plan-data.ts';

/** Returning a proposed plan with a remark. The subject is the appraisal. */
export const returnPlanKind: ConversationKind = { flow: 'return-plan', open, finish };

export const returnPlan = defineAction('plan.return', z.tuple([numberArg]), async (scene, [appraisalId]) =>
  startConversation(scene, returnPlanKind, String(appraisalId), { afresh: true }),
);

/** Agrees the plan as proposed; it goes into the history and counts from now on. */
export const agreePlan = defineAction('plan.agree', z.tuple([numberArg, numberArg]), agree);

async function agree(scene: Scene, [appraisalId, proposal]: readonly [number, number]): Promise<Outcome> {
  const decided = await check(scene, await lockAppraisal(scene.tx, appraisalId));
  if ('why' in decided) return decided.mayLook ? show(personPlan(appraisalId), decided.why) : tell(decided.why);
  const { appraisal, plan, raterId } = decided;
  if (proposalOf(plan) !== proposal) return show(personPlan(appraisalId), refuse('plan-proposed-anew'));
  await markAgreed(scene.tx, plan, raterId, scene.now);
  await audit(scene, 'work-plan-agreed', {
    employeeId: appraisal.employee.id,
    detail: { appraisalId, revision: plan.revision + 1 },
  });
  await tellOwner(scene, appraisal, `plan-agreed:${plan.id}:${plan.revision + 1}`, [
    say('plan.notice-agreed', { period: appraisal.period.name }),
  ]);
  return show(personPlan(appraisalId), say('plan.agreed-done', { employee: appraisal.employee.name }));
}

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const appraisalId = Number(subject);
  const decided = await check(scene, await findAppraisal(scene.tx, appraisalId));
  if ('why' in decided) return { ok: false, why: decided.why };
  const question = [say('plan.ask-remark', { employee: decided.appraisal.employee.name })];
  const leave = { label: say('plan.leave-person'), data: planData.person(appraisalId) };
  const flow = writeTextFlow({ id: 'return-plan', step: 'remark', question, least: 5, most: 1000, leave });
  return { ok: true, flow, heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const appraisalId = Number(subject);
  const decided = await check(scene, await lockAppraisal(scene.tx, appraisalId));
  if ('why' in decided) return { kind: 'refused', why: decided.why };
  const { appraisal, plan } = decided;
  const remark = writtenText(answers, 'remark');
  await markReturned(scene.tx, plan.id, remark);
  await audit(scene, 'work-plan-returned', { employeeId: appraisal.employee.id, detail: { appraisalId } });
  await tellOwner(scene, appraisal, `plan-returned:${plan.id}:${scene.now.toISOString()}`, [
    say('plan.notice-returned', { period: appraisal.period.name }),
    say('plan.remark', { remark: { html: remark } }),
  ]);
  const note = say('plan.returned-done', { employee: appraisal.employee.name });
  return { kind: 'done', outcome: show(personPlan(appraisalId), note) };
}

type Decided =
  | { readonly appraisal: AppraisalRow; readonly plan: PlanRow; readonly raterId: number }
  | { readonly why: Words; readonly mayLook: boolean };

async function check(scene: Scene, appraisal: AppraisalRow | null): Promise<Decided> {
  if (!appraisal) return { why: refuse('not-your-staff'), mayLook: false };
  const forbidden = refusalFor(scene.actor, 'agree-work-plan', appraisal);
  if (forbidden || !scene.actor.employee) return { why: forbidden ?? refuse('not-your-staff'), mayLook: false };
  const closed = checkPlanOpen(appraisal);
  if (closed) return { why: closed, mayLook: true };
  const plan = await findPlan(scene.tx, appraisal.id);
  if (plan?.state !== 'proposed') return { why: refuse('plan-not-proposed'), mayLook: true };
  return { appraisal, plan, raterId: scene.actor.employee.id };
}

async function tellOwner(scene: Scene, { id, employee }: AppraisalRow, dedupeKey: string, lines: readonly Words[]) {
  await tellEmployee(scene, employee.id, {
    screen: { lines, buttons: [[{ label: say('plan.look-own'), data: planData.own(id) }]] },
    dedupeKey,
  });
}

function personPlan(appraisalId: number) {
  return personPlanView.of({ appraisalId, page: 0 });
}
