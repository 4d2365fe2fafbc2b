import { z } from 'zod';
import { reachedOf, reportBacking, workReportFlow } from '../../dialogue/flows/work-report.ts';
import type { Answers } from '../../dialogue/step.ts';
import type { PlanItem } from '../../domain/work-plan.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { findPlan, saveRealised } from '../../storage/work-plan.ts';
import { createReport } from '../../storage/work-report.ts';
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
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { checkPlanOpen } from './check-plan.ts';
import { planData } from './plan-data.ts';
import { itemWords } from './plan-words.ts';
import { reportsView } from './reports-view.ts';

/** One progress report. The subject is `<appraisal>.<item>`; item 0 is a report in words only. */
export const workReportKind: ConversationKind = { flow: 'work-report', open, finish };

export const writeReport = defineAction(
  'report.write',
  z.tuple([numberArg, numberArg]),
  async (scene, [appraisalId, itemId]) =>
    startConversation(scene, workReportKind, `${appraisalId}.${itemId}`, { afresh: true }),
);

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const { appraisalId, itemId } = readSubject(subject);
  const found = await check(scene, await findAppraisal(scene.tx, appraisalId), itemId);
  if ('why' in found) return { ok: false, why: found.why };
  const { items, item } = found;
  const { cap } = scene.settings.rules.numberBands;
  const flow = workReportFlow({
    item,
    lines: item ? itemWords(items, items.indexOf(item), cap) : [],
    leave: { label: say('report.leave'), data: planData.reports(appraisalId) },
  });
  return { ok: true, flow, heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const { appraisalId, itemId } = readSubject(subject);
  const found = await check(scene, await lockAppraisal(scene.tx, appraisalId), itemId);
  if ('why' in found) return { kind: 'refused', why: found.why };
  const { appraisal, item } = found;
  const realised = item === null ? null : reachedOf(answers);
  const { comment, items: evidence } = reportBacking(answers);
  await createReport(scene.tx, {
    appraisalId,
    itemId: item?.id ?? null,
    realised,
    text: comment ?? '',
    evidence,
    at: scene.now,
  });
  if (item && realised !== null) await saveRealised(scene.tx, item.id, realised);
  await audit(scene, 'work-report-sent', {
    employeeId: appraisal.employee.id,
    detail: { appraisalId, itemId: item?.id ?? null, evidence: evidence.length },
  });
  return { kind: 'done', outcome: show(reportsView.of({ appraisalId, page: 0 }), say('report.sent')) };
}

type Found =
  | { readonly appraisal: AppraisalRow; readonly items: readonly PlanItem[]; readonly item: PlanItem | null }
  | { readonly why: Words };

async function check(scene: Scene, appraisal: AppraisalRow | null, itemId: number): Promise<Found> {
  if (!appraisal) return { why: refuse('not-your-appraisal') };
  const why = refusalFor(scene.actor, 'report-progress', appraisal) ?? checkPlanOpen(appraisal);
  if (why) return { why };
  const items = (await findPlan(scene.tx, appraisal.id))?.items ?? [];
  if (itemId === 0) return { appraisal, items, item: null };
  const item = items.find(({ id }) => id === itemId);
  return item ? { appraisal, items, item } : { why: refuse('plan-item-gone') };
}

function readSubject(subject: string): { readonly appraisalId: number; readonly itemId: number } {
  const [appraisalId = 0, itemId = 0] = subject.split('.').map(Number);
  return { appraisalId, itemId };
}
