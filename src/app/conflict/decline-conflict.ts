import { writeTextFlow, writtenText } from '../../dialogue/flows/write-text.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say } from '../../i18n/words.ts';
import { declineConflict as settle } from '../../storage/conflict.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { openReviewData } from '../review/review-data.ts';
import { conflictData } from './conflict-data.ts';
import { conflictListView, openCase } from './conflict-views.ts';

/** HR leaves the rater as they are, with an answer for them. The subject is the declaration. */
export const declineConflict: ConversationKind = { flow: 'conflict-answer', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const opened = await openCase(scene, Number(subject));
  if ('why' in opened) return { ok: false, why: opened.why };
  const question = [say('conflict.ask-answer', { rater: opened.conflict.rater.name })];
  const leave = { label: say('conflict.leave'), data: conflictData.look(opened.conflict.id) };
  const flow = writeTextFlow({ id: 'conflict-answer', question, least: 10, most: 1000, leave });
  return { ok: true, flow, heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const opened = await openCase(scene, Number(subject));
  if ('why' in opened) return { kind: 'refused', why: opened.why };
  const { id, rater, employee, appraisalId, periodId } = opened.conflict;
  const answer = writtenText(answers);
  if (!(await settle(scene.tx, id, answer, scene.now))) return { kind: 'refused', why: refuse('conflict-settled') };
  await audit(scene, 'conflict-declined', { detail: { conflictId: id } });
  await tellEmployee(scene, rater.id, {
    screen: {
      lines: [
        say('conflict.notice-declined', { employee: employee.name }),
        say('conflict.answer', { answer: { html: answer } }),
      ],
      buttons: [[{ label: say('team.review-one', { employee: employee.name }), data: openReviewData(appraisalId) }]],
    },
    dedupeKey: `conflict:${id}:answer`,
  });
  return { kind: 'done', outcome: show(conflictListView.of({ periodId, page: 0 }), say('conflict.declined')) };
}
