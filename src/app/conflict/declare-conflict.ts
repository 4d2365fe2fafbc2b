import { writeTextFlow, writtenText } from '../../dialogue/flows/write-text.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { hasOpenConflict, insertConflict } from '../../storage/conflict.ts';
import { deleteConversationsAbout } from '../../storage/conversation.ts';
import { chatsOfParties } from '../appraisal/chats-of-parties.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellHr } from '../people/tell-hr.ts';
import { teamView } from '../review/team-view.ts';
import { conflictData } from './conflict-data.ts';

/** A rater says that they should not assess somebody, with the reason for HR alone. The subject is the appraisal. */
export const declareConflict: ConversationKind = { flow: 'conflict', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const appraisal = await findAppraisal(scene.tx, Number(subject));
  const why = await check(scene, appraisal);
  if (why || !appraisal) return { ok: false, why: why ?? refuse('not-your-staff') };
  const question = [say('conflict.ask', { employee: appraisal.employee.name }), '', say('conflict.who-reads')];
  const leave = { label: say('conflict.leave'), data: commandData('tim') };
  const flow = writeTextFlow({ id: 'conflict', question, least: 10, most: 1000, leave });
  return { ok: true, flow, heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const appraisal = await lockAppraisal(scene.tx, Number(subject));
  const why = await check(scene, appraisal);
  const rater = scene.actor.employee;
  if (why || !appraisal || !rater) return { kind: 'refused', why: why ?? refuse('not-your-staff') };
  const id = await insertConflict(scene.tx, {
    appraisalId: appraisal.id,
    raterId: rater.id,
    reason: writtenText(answers),
    at: scene.now,
  });
  await deleteConversationsAbout(scene.tx, ['review'], [subject]);
  // Without the name of the employee: their own trail must not tell of it.
  await audit(scene, 'conflict-declared', { detail: { conflictId: id } });
  const notice = {
    lines: [say('conflict.notice-hr', { rater: rater.name, period: appraisal.period.name })],
    buttons: [[{ label: say('conflict.read'), data: conflictData.look(id) }]],
  };
  const except = await chatsOfParties(scene.tx, appraisal);
  await tellHr(scene, notice, { key: `conflict:${id}:hr`, except });
  return { kind: 'done', outcome: show(teamView.of({ page: 0 }), say('conflict.thanks')) };
}

async function check(scene: Scene, appraisal: AppraisalRow | null): Promise<Words | null> {
  if (!appraisal) return refuse('not-your-staff');
  const forbidden = refusalFor(scene.actor, 'declare-conflict', appraisal);
  if (forbidden || !scene.actor.employee) return forbidden ?? refuse('not-your-staff');
  if (appraisal.reviewedAt) return refuse('reviewed', { employee: appraisal.employee.name });
  if (appraisal.period.state !== 'open') return refuse('period-closed', { period: appraisal.period.name });
  const waits = await hasOpenConflict(scene.tx, appraisal.id, scene.actor.employee.id);
  return waits ? refuse('conflict-waits', { employee: appraisal.employee.name }) : null;
}
