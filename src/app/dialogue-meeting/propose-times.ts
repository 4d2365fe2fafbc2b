import { dialogueTimesFlow, timesOf } from '../../dialogue/flows/dialogue-times.ts';
import type { Answers } from '../../dialogue/step.ts';
import { addDays, instantOf, today } from '../../domain/calendar.ts';
import { nextWorkingTime } from '../../domain/working-time.ts';
import type { Zone } from '../../domain/zone.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { lockAppraisal } from '../../storage/appraisal.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { createDialogue, findOpenDialogue, proposeTimes as keepTimes } from '../../storage/performance-dialogue.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { meetingData } from './meeting-data.ts';
import { type Sides, sidesOf, tellOther } from './meeting-sides.ts';
import { meetingView } from './meeting-view.ts';

/** Proposing times: `n:<appraisal>` for a new dialogue, `d:<dialogue>` for other times of one that is there. */
export const proposeTimes: ConversationKind = { flow: 'dialogue-times', open, finish };

export function newSubject(appraisalId: number): string {
  return `n:${appraisalId}`;
}

export function againSubject(dialogueId: number): string {
  return `d:${dialogueId}`;
}

/** Hours offered on each of the next two working days. */
const hours = [9, 13];

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const { employee } = scene.actor;
  if (!employee) return { ok: false, why: refuse('join-first') };
  const about = await aboutOf(scene, subject);
  if ('why' in about) return { ok: false, why: about.why };
  const zone = await zoneOf(scene, employee.unitId);
  return {
    ok: true,
    heading: [say('meeting.heading'), say('meeting.with', { other: about.other, period: about.period })],
    flow: dialogueTimesFlow({
      now: scene.now,
      zone,
      quick: await quickTimes(scene, zone),
      leave: { label: say('meeting.leave'), data: commandData('dialog') },
    }),
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const { employee } = scene.actor;
  const about = await aboutOf(scene, subject);
  if ('why' in about || !employee) return { kind: 'refused', why: 'why' in about ? about.why : refuse('join-first') };
  const times = timesOf(answers);
  if (times.length === 0) return { kind: 'refused', why: say('meeting.need-one') };
  const id = about.dialogueId ?? (await createDialogue(scene.tx, { ...about.fresh, proposed: times, now: scene.now }));
  if (about.dialogueId !== null) await keepTimes(scene.tx, id, employee.id, times);
  const sides = await sidesOf(scene, id, true);
  if ('why' in sides) return { kind: 'refused', why: sides.why };
  await audit(scene, 'dialogue-proposed', { employeeId: sides.dialogue.employee.id, detail: { dialogueId: id } });
  await tellProposal(scene, sides, times);
  return { kind: 'done', outcome: show(meetingView.of({ id }), say('meeting.was-proposed')) };
}

async function tellProposal(scene: Scene, sides: Sides, times: readonly Date[]): Promise<void> {
  const { dialogue, me } = sides;
  await tellOther(scene, sides, 'proposed', (zone) => ({
    lines: [
      say('meeting.told-proposed', { other: me.name }),
      ...times.map((time) => say('meeting.time', { at: { at: time.toISOString(), zone } })),
    ],
    buttons: [
      ...times.map((time) => [
        {
          label: say('meeting.agree', { at: { at: time.toISOString(), zone } }),
          data: meetingData.agree(dialogue.id, time),
        },
      ]),
      [{ label: say('meeting.see'), data: meetingData.open(dialogue.id) }],
    ],
  }));
}

type About = { readonly other: string; readonly period: string } & (
  | { readonly dialogueId: number; readonly fresh: null }
  | {
      readonly dialogueId: null;
      readonly fresh: { readonly appraisalId: number; readonly supervisorId: number; readonly proposedBy: number };
    }
);

/** What the proposal is about, or why it cannot be made (any more). */
async function aboutOf(scene: Scene, subject: string): Promise<About | { readonly why: Words }> {
  const [kind, id] = subject.split(':');
  if (kind === 'd') {
    const sides = await sidesOf(scene, Number(id), true);
    if ('why' in sides) return sides;
    const { dialogue, other } = sides;
    if (dialogue.state !== 'proposed' && dialogue.state !== 'agreed') return { why: say('meeting.closed') };
    return { other: other.name, period: dialogue.period, dialogueId: dialogue.id, fresh: null };
  }
  const appraisal = await lockAppraisal(scene.tx, Number(id));
  const me = scene.actor.employee;
  if (!appraisal || !me) return { why: refuse('not-your-dialogue') };
  const { employee, supervisor, period } = appraisal;
  const forbidden = refusalAbout(scene.actor, 'hold-dialogue', { id: employee.id, raterId: supervisor?.id ?? null });
  if (forbidden) return { why: forbidden };
  if (!supervisor) return { why: say('meeting.no-partner') };
  const other = me.id === employee.id ? supervisor.name : employee.name;
  if (await findOpenDialogue(scene.tx, appraisal.id)) return { why: say('meeting.already', { other }) };
  const fresh = { appraisalId: appraisal.id, supervisorId: supervisor.id, proposedBy: me.id };
  return { other, period: period.name, dialogueId: null, fresh };
}

/** 09.00 and 13.00 of the next two working days. */
async function quickTimes(scene: Scene, zone: Zone): Promise<readonly Date[]> {
  const holidays = await listHolidays(scene.tx);
  const dayAfter = (date: ReturnType<typeof today>) =>
    today(zone, nextWorkingTime(instantOf(addDays(date, 1), 0, zone), zone, holidays));
  const first = dayAfter(today(zone, scene.now));
  return [first, dayAfter(first)].flatMap((date) => hours.map((hour) => instantOf(date, hour, zone)));
}
