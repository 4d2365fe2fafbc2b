import { giveReasonFlow, reasonGiven } from '../../dialogue/flows/give-reason.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { saveRater } from '../../storage/change-appraisal.ts';
import { type EmployeeRow, findEmployee } from '../../storage/employee.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { handOver } from './hand-over.ts';
import { periodData } from './period-data.ts';
import { raterUnchangeable } from './person-standing.ts';
import { periodPersonView } from './person-view.ts';

/**
 * Ganti penilai: somebody else assesses from now on, with a reason for the audit trail. The subject is `<appraisal>.<rater>`. A draft of the former rater is not handed on.
 */
export const changeRaterKind: ConversationKind = { flow: 'change-rater', open, finish };

export function changeRaterSubject(appraisalId: number, raterId: number): string {
  return `${appraisalId}.${raterId}`;
}

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const { appraisalId, raterId } = readSubject(subject);
  const proposed = await check(scene, await findAppraisal(scene.tx, appraisalId), raterId);
  if ('why' in proposed) return { ok: false, why: proposed.why };
  const { appraisal, rater } = proposed;
  const asked = say('period.rater-question', {
    rater: rater.name,
    employee: appraisal.employee.name,
    period: appraisal.period.name,
  });
  const question = [asked, '', say('period.rater-reason')];
  const leave = { label: say('period.leave'), data: periodData.person(appraisalId) };
  return { ok: true, flow: giveReasonFlow({ id: 'change-rater', question, leave }), heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const { appraisalId, raterId } = readSubject(subject);
  const proposed = await check(scene, await lockAppraisal(scene.tx, appraisalId), raterId);
  if ('why' in proposed) return { kind: 'refused', why: proposed.why };
  const { appraisal, rater } = proposed;
  await saveRater(scene.tx, appraisalId, raterId);
  await audit(scene, 'rater-changed', {
    employeeId: appraisal.employee.id,
    detail: { appraisalId, before: appraisal.supervisor?.id ?? null, raterId, reason: reasonGiven(answers) },
  });
  await handOver(scene, [{ appraisalId, name: appraisal.employee.name, before: appraisal.supervisor, raterId }]);
  const note = say('period.rater-changed', { rater: rater.name, employee: appraisal.employee.name });
  return { kind: 'done', outcome: show(periodPersonView.of({ appraisalId }), note) };
}

type Proposed = { readonly appraisal: AppraisalRow; readonly rater: EmployeeRow } | { readonly why: Words };

async function check(scene: Scene, appraisal: AppraisalRow | null, raterId: number): Promise<Proposed> {
  const forbidden = refusalFor(scene.actor, 'manage-period');
  if (forbidden) return { why: forbidden };
  const rater = await findEmployee(scene.tx, raterId);
  if (!appraisal || !rater?.active) return { why: refuse('period-gone') };
  const why = raterUnchangeable(appraisal);
  if (why) return { why };
  if (appraisal.employee.id === raterId) return { why: refuse('rater-self') };
  if (appraisal.supervisor?.id === raterId) return { why: refuse('rater-same', { rater: rater.name }) };
  return { appraisal, rater };
}

function readSubject(subject: string): { readonly appraisalId: number; readonly raterId: number } {
  const [appraisalId, raterId] = subject.split('.').map(Number);
  return { appraisalId: appraisalId ?? 0, raterId: raterId ?? 0 };
}
