import { z } from 'zod';
import { giveReasonFlow, reasonGiven } from '../../dialogue/flows/give-reason.ts';
import { feedbackStepId } from '../../dialogue/flows/review.ts';
import type { Answers } from '../../dialogue/step.ts';
import { submittedAgain } from '../../dialogue/submitted-again.ts';
import { addDays, daysBetween } from '../../domain/calendar.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findChats } from '../../storage/account.ts';
import { type AppraisalRow, findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { saveExtension } from '../../storage/change-appraisal.ts';
import { createConversation, deleteConversationsAbout } from '../../storage/conversation.ts';
import { type ReopenedPart, reopenedParts, type TakenBack, takeBackPart } from '../../storage/reopen-part.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { openReviewData } from '../review/review-data.ts';
import { openSelfAssessmentData } from '../self-assessment/self-assessment-data.ts';
import { periodData } from './period-data.ts';
import { reopenable } from './person-standing.ts';
import { periodPersonView } from './person-view.ts';
import { tellEmployee } from './tell-employee.ts';

/** Days that somebody has at least whose self-assessment was opened again. */
const daysAgain = 3;

/**
 * HR opens one person's submitted self-assessment or review again, before the release, with a reason that both are told. What was sent becomes a draft again and nothing of it is lost. The subject
 * is `<appraisal>.<part>`.
 */
export const reopenPartKind: ConversationKind = { flow: 'reopen-part', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const { appraisalId, part } = readSubject(subject);
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  const why = check(scene, appraisal, part);
  if (why || !appraisal) return { ok: false, why: why ?? refuse('period-gone') };
  const asked = say(`period.reopen-${part}-question`, { employee: appraisal.employee.name });
  const question = [asked, '', say('period.rater-reason')];
  const leave = { label: say('period.leave'), data: periodData.person(appraisalId) };
  return { ok: true, flow: giveReasonFlow({ id: reopenPartKind.flow, question, leave }), heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const { appraisalId, part } = readSubject(subject);
  const appraisal = await lockAppraisal(scene.tx, appraisalId);
  const why = check(scene, appraisal, part);
  if (why || !appraisal) return { kind: 'refused', why: why ?? refuse('period-gone') };
  const taken = await takeBackPart(scene.tx, appraisalId, part);
  if (!taken) return { kind: 'refused', why: refuse('nothing-to-reopen') };
  await draftAgain(scene, appraisal, part, taken);
  if (part === 'self') await giveDays(scene, appraisal);
  const reason = reasonGiven(answers);
  await audit(scene, 'part-reopened', { employeeId: appraisal.employee.id, detail: { appraisalId, part, reason } });
  await tellBoth(scene, appraisal, part, reason);
  const note = say('period.reopened', { employee: appraisal.employee.name });
  return { kind: 'done', outcome: show(periodPersonView.of({ appraisalId }), note) };
}

function check(scene: Scene, appraisal: AppraisalRow | null, part: ReopenedPart): Words | null {
  const forbidden = refusalFor(scene.actor, 'manage-period');
  if (forbidden) return forbidden;
  if (!appraisal) return refuse('period-gone');
  return reopenable(appraisal) === part ? null : refuse('nothing-to-reopen');
}

/** What was sent, as a draft of whoever has to send it again; not of one who does not assess any more. */
async function draftAgain(scene: Scene, appraisal: AppraisalRow, part: ReopenedPart, taken: TakenBack): Promise<void> {
  const flow = part === 'self' ? 'self-assessment' : 'review';
  const owner = part === 'self' ? appraisal.employee.id : appraisal.supervisor?.id;
  await deleteConversationsAbout(scene.tx, [flow, 'confirm-again'], [String(appraisal.id)]);
  const [chat] = owner === taken.ownerId ? await findChats(scene.tx, [owner]) : [];
  if (!chat) return;
  const more = part === 'review' && appraisal.feedback !== null ? { [feedbackStepId]: appraisal.feedback } : {};
  await createConversation(scene.tx, {
    telegramId: chat.telegramId,
    subject: String(appraisal.id),
    progress: submittedAgain(flow, taken.answers, more),
    now: scene.now,
  });
}

/** A window that is over, or nearly, stays open for some days; the review moves with it. */
async function giveDays(scene: Scene, { id, employee, windows }: AppraisalRow): Promise<void> {
  const until = addDays(await todayFor(scene, employee.unitId), daysAgain);
  if (windows.selfClosesOn >= until) return;
  const reviewDays = daysBetween(windows.selfClosesOn, windows.reviewClosesOn);
  await saveExtension(scene.tx, id, { selfClosesOn: until, reviewClosesOn: addDays(until, reviewDays) });
}

async function tellBoth(
  scene: Scene,
  { id, employee, supervisor, period }: AppraisalRow,
  part: ReopenedPart,
  reason: string,
) {
  const parts = {
    self: { label: say('menu.nilai'), data: openSelfAssessmentData(id) },
    review: { label: say('team.review-one', { employee: employee.name }), data: openReviewData(id) },
  };
  for (const person of [employee, ...(supervisor ? [supervisor] : [])]) {
    const acts = person.id === (part === 'self' ? employee.id : supervisor?.id);
    await tellEmployee(scene, person.id, {
      screen: {
        lines: [
          say(`period.notice-reopened-${part}`, { employee: employee.name, period: period.name }),
          say('period.reopen-reason', { reason }),
          ...(acts ? ['', say('period.reopen-act')] : []),
        ],
        buttons: acts ? [[parts[part]]] : [],
      },
      dedupeKey: `reopened:${part}:${id}:${person.id}:${scene.now.toISOString()}`,
    });
  }
}

const subjectSchema = z.tuple([z.coerce.number().int(), z.enum(reopenedParts)]);

function readSubject(subject: string): { readonly appraisalId: number; readonly part: ReopenedPart } {
  const [appraisalId, part] = subjectSchema.parse(subject.split('.'));
  return { appraisalId, part };
}
