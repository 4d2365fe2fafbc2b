import { dialogueRecordFlow, recordOf } from '../../dialogue/flows/dialogue-record.ts';
import type { Answers } from '../../dialogue/step.ts';
import { say, type Words } from '../../i18n/words.ts';
import { saveRecord } from '../../storage/performance-dialogue.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import { meetingData } from './meeting-data.ts';
import { type Sides, sidesOf, tellOther } from './meeting-sides.ts';
import { meetingView } from './meeting-view.ts';

/** Writing or changing the record, by either side, until both have signed. The subject is the dialogue's id. */
export const writeRecord: ConversationKind = { flow: 'dialogue-record', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const sides = await writable(scene, Number(subject));
  if ('why' in sides) return { ok: false, why: sides.why };
  const { dialogue, other } = sides;
  return {
    ok: true,
    heading: [say('meeting.heading'), say('meeting.with', { other: other.name, period: dialogue.period })],
    flow: dialogueRecordFlow({ label: say('meeting.leave'), data: meetingData.open(dialogue.id) }),
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const sides = await writable(scene, Number(subject));
  if ('why' in sides) return { kind: 'refused', why: sides.why };
  const record = recordOf(answers);
  if (record === null) return { kind: 'refused', why: say('meeting.ask-record') };
  const { dialogue, me, other } = sides;
  const id = dialogue.id;
  if (record !== dialogue.record) {
    await saveRecord(scene.tx, id, record);
    await audit(scene, 'dialogue-recorded', { employeeId: dialogue.employee.id, detail: { dialogueId: id } });
    await tellOther(scene, sides, 'recorded', () => ({
      lines: [say('meeting.told-recorded', { other: me.name })],
      buttons: [[{ label: say('meeting.see'), data: meetingData.open(id) }]],
    }));
  }
  return { kind: 'done', outcome: show(meetingView.of({ id }), say('meeting.was-recorded', { other: other.name })) };
}

async function writable(scene: Scene, id: number): Promise<Sides | { readonly why: Words }> {
  const sides = await sidesOf(scene, id, true);
  if ('why' in sides) return sides;
  const { dialogue, me } = sides;
  if (dialogue.state === 'recorded') return sides;
  if (dialogue.state !== 'agreed' || !dialogue.meetsAt) return { why: say('meeting.closed') };
  if (dialogue.meetsAt <= scene.now) return sides;
  const zone = await zoneOf(scene, me.unitId);
  return { why: say('meeting.before-meeting', { at: { at: dialogue.meetsAt.toISOString(), zone } }) };
}
