import { say } from '../../i18n/words.ts';
import { agreeOnTime, cancelDialogue, signRecord } from '../../storage/performance-dialogue.ts';
import { audit } from '../core/audit.ts';
import { type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import { fingerprint, meetingData, minutesOf } from './meeting-data.ts';
import { type Sides, sidesOf, tellOther } from './meeting-sides.ts';
import { meetingView } from './meeting-view.ts';

/** Agrees to one of the times the other side proposes now; an old button shows how it stands instead. */
export async function agreeToTime(scene: Scene, id: number, minutes: number): Promise<Outcome> {
  const sides = await sidesOf(scene, id, true);
  if ('why' in sides) return tell(sides.why);
  const { dialogue, me } = sides;
  const time = dialogue.proposed.find((each) => minutesOf(each) === minutes);
  if (dialogue.state !== 'proposed' || dialogue.proposedBy === me.id || !time || time <= scene.now) return asItIs(id);
  await agreeOnTime(scene.tx, id, time);
  await audited(scene, sides, 'dialogue-agreed');
  await tellOther(scene, sides, 'agreed', (zone) => ({
    lines: [say('meeting.told-agreed', { other: me.name, at: { at: time.toISOString(), zone } })],
    buttons: [[{ label: say('meeting.see'), data: meetingData.open(id) }]],
  }));
  return show(meetingView.of({ id }), say('meeting.was-agreed'));
}

/** Gives a dialogue up before it was recorded, by either side. */
export async function cancelMeeting(scene: Scene, id: number): Promise<Outcome> {
  const sides = await sidesOf(scene, id, true);
  if ('why' in sides) return tell(sides.why);
  const { dialogue, me } = sides;
  if (dialogue.state !== 'proposed' && dialogue.state !== 'agreed') return asItIs(id);
  await cancelDialogue(scene.tx, id);
  await audited(scene, sides, 'dialogue-cancelled');
  await tellOther(scene, sides, 'cancelled', () => ({
    lines: [say('meeting.told-cancelled', { other: me.name })],
    buttons: [[{ label: say('meeting.see'), data: meetingData.open(id) }]],
  }));
  return show(meetingView.of({ id }));
}

/** Signs the text that was on the screen with the button; a text that was changed since has to be read first. */
export async function signMeeting(scene: Scene, id: number, print: number): Promise<Outcome> {
  const sides = await sidesOf(scene, id, true);
  if ('why' in sides) return tell(sides.why);
  const { dialogue, me } = sides;
  if (dialogue.state !== 'recorded' || dialogue.record === null || fingerprint(dialogue.record) !== print)
    return asItIs(id);
  const { supervisorSignedAt, employeeSignedAt } = dialogue;
  const bySupervisor = me.id === dialogue.supervisor.id;
  if ((bySupervisor ? supervisorSignedAt : employeeSignedAt) !== null) return asItIs(id);
  await signRecord(scene.tx, id, {
    supervisorSignedAt: bySupervisor ? scene.now : supervisorSignedAt,
    employeeSignedAt: bySupervisor ? employeeSignedAt : scene.now,
  });
  await audited(scene, sides, 'dialogue-signed');
  await tellOther(scene, sides, 'signed', () => ({
    lines: [say('meeting.told-signed', { other: me.name })],
    buttons: [[{ label: say('meeting.see'), data: meetingData.open(id) }]],
  }));
  return show(meetingView.of({ id }), say('meeting.was-signed'));
}

function asItIs(id: number): Outcome {
  return show(meetingView.of({ id }), say('meeting.not-now'));
}

async function audited(scene: Scene, { dialogue }: Sides, action: string): Promise<void> {
  await audit(scene, action, { employeeId: dialogue.employee.id, detail: { dialogueId: dialogue.id } });
}
