import {
  feedbackNoteFlow,
  isNamed,
  noteOf,
  personStepId,
  receiverOf,
  relationOf,
} from '../../dialogue/flows/feedback-note.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import {
  countPossibleWriters,
  countSentSince,
  createFeedbackNote,
  findReceiver,
  type NoteRelation,
  noteRelations,
  searchReceivers,
} from '../../storage/feedback-note.ts';
import { midnightFor } from '../appraisal/midnight-for.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { foundPeople } from '../core/found-people.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { openNotesData, thankData } from './note-data.ts';
import { arrivedWords } from './note-words.ts';
import { notesView } from './notes-view.ts';

/** Notes one person may send in a day of their own zone. */
const mostADay = 10;

/** Writing a note. The draft is gone when it was sent, and nothing but the note itself keeps who wrote to whom. */
export const writeNote: ConversationKind = { flow: 'feedback-note', open, finish };

async function open(scene: Scene): Promise<OpenedConversation> {
  const { employee, telegramId } = scene.actor;
  const refusal = refusalFor(scene.actor, 'give-feedback');
  if (refusal || !employee) return { ok: false, why: refusal ?? refuse('join-first') };
  if (await isOverLimit(scene, employee)) return { ok: false, why: say('note.limit', { most: mostADay }) };
  const draft = await findConversationAbout(scene.tx, telegramId, writeNote.flow, '');
  const { stepId = 'relation', answers = {} } = draft?.progress ?? {};
  const relations = await relationsOf(scene, employee.id);
  if (relations.length === 0) return { ok: false, why: say('note.nobody') };
  const relation = relationOf(answers);
  const receiver = receiverOf(answers);
  return {
    ok: true,
    heading: [say('note.heading')],
    flow: feedbackNoteFlow({
      relations,
      people:
        stepId === personStepId && relation
          ? await foundPeople(personStepId, answers, (at) => searchReceivers(scene.tx, employee.id, relation, at))
          : { items: [], total: 0 },
      possibleWriters:
        receiver && relation && relation !== 'staff'
          ? await countPossibleWriters(scene.tx, receiver.id, relation)
          : null,
      preview: previewOf(employee.name, answers),
      leave: { label: say('note.cancel'), data: commandData('umpanbalik') },
    }),
  };
}

async function finish(scene: Scene, _subject: string, answers: Answers): Promise<Finished> {
  const { employee } = scene.actor;
  const note = noteOf(answers);
  if (!employee || !note) return { kind: 'refused', why: say('note.incomplete') };
  if (await isOverLimit(scene, employee)) return { kind: 'refused', why: say('note.limit', { most: mostADay }) };
  const receiver = await findReceiver(scene.tx, employee.id, note.person.id);
  if (!receiver || receiver.relation !== relationOf(answers)) return { kind: 'refused', why: say('note.not-them') };
  const named = isNamed(answers);
  const { kind, text } = note;
  const token = await createFeedbackNote(scene.tx, {
    fromId: employee.id,
    toId: receiver.id,
    kind,
    text,
    named,
    at: scene.now,
  });
  // Who wrote to whom without a name stands nowhere but in the note itself.
  await audit(scene, 'feedback-sent', { ...(named && { employeeId: receiver.id }), detail: { kind, named } });
  // What is not signed waits for others: a message now would say when it was written.
  if (!named) return { kind: 'done', outcome: show(notesView.of({}), say('note.waits')) };
  await tellEmployee(scene, receiver.id, {
    screen: {
      lines: [arrivedWords({ kind, text, from: employee.name })],
      buttons: [
        [{ label: say('note.thank-short'), data: thankData(token) }],
        [{ label: say('note.received'), data: openNotesData('received', 0) }],
      ],
    },
    dedupeKey: `feedback-note:${token}`,
  });
  return { kind: 'done', outcome: show(notesView.of({}), say('note.was-sent')) };
}

async function isOverLimit(scene: Scene, employee: { readonly id: number; readonly unitId: number }): Promise<boolean> {
  return (await countSentSince(scene.tx, employee.id, await midnightFor(scene, employee.unitId))) >= mostADay;
}

async function relationsOf(scene: Scene, employeeId: number): Promise<readonly NoteRelation[]> {
  const found: NoteRelation[] = [];
  for (const relation of noteRelations) {
    const { total } = await searchReceivers(scene.tx, employeeId, relation, { text: '', skip: 0, take: 1 });
    if (total > 0) found.push(relation);
  }
  return found;
}

function previewOf(name: string, answers: Answers): readonly Words[] {
  const note = noteOf(answers);
  if (!note) return [];
  return [arrivedWords({ kind: note.kind, text: note.text, from: isNamed(answers) ? name : null })];
}
