import { z } from 'zod';
import { type Zone, zoneName } from '../../domain/zone.ts';
import { say } from '../../i18n/words.ts';
import { rowsOf } from '../choice-step.ts';
import { readTime } from '../read-time.ts';
import type { Answers, Flow, PromptButton, Reading, Step } from '../step.ts';

export interface DialogueTimesBasis {
  readonly now: Date;
  /** The wall clock of whoever proposes. */
  readonly zone: Zone;
  /** Times offered as buttons. */
  readonly quick: readonly Date[];
  readonly leave: PromptButton;
}

const most = 3;
const mostDays = 180;
const day = 86_400_000;

/** Proposing up to three times for a performance dialogue, by button or typed, in the zone of whoever proposes. */
export function dialogueTimesFlow(basis: DialogueTimesBasis): Flow {
  return { id: 'dialogue-times', version: 1, pausable: false, steps: [timesStep(basis)] };
}

const timesSchema = z.array(z.iso.datetime()).max(most);

/** The times chosen so far, earliest first. */
export function timesOf(answers: Answers): readonly Date[] {
  return (timesSchema.safeParse(answers.times).data ?? []).map((time) => new Date(time));
}

function timesStep({ now, zone, quick, leave }: DialogueTimesBasis): Step {
  const show = (time: Date) => ({ at: time.toISOString(), zone });
  const keep = (times: readonly Date[]): Reading => ({
    kind: 'stay',
    answers: { times: times.map((time) => time.toISOString()).sort() },
  });
  const add = (times: readonly Date[], time: Date): Reading => {
    if (time <= now) return { kind: 'again', why: say('meeting.past') };
    if (time.getTime() > now.getTime() + mostDays * day)
      return { kind: 'again', why: say('meeting.too-far', { days: mostDays }) };
    if (times.some((each) => each.getTime() === time.getTime())) return keep(times);
    return times.length >= most ? { kind: 'again', why: say('meeting.enough') } : keep([...times, time]);
  };
  return {
    id: 'times',
    counted: false,
    applies: () => true,
    ask: ({ answers }) => {
      const times = timesOf(answers);
      const offered = times.length >= most ? [] : quick.filter((time) => !has(times, time));
      return {
        lines: [
          say('meeting.ask-times', { zone: zoneName(zone) }),
          ...(times.length > 0
            ? ['', say('meeting.chosen'), ...times.map((time) => say('meeting.time', { at: show(time) }))]
            : []),
        ],
        buttons: [
          ...rowsOf(
            offered.map((time) => ({ label: say('meeting.quick', { at: show(time) }), action: actionOf(time) })),
            1,
          ),
          ...(times.length > 0
            ? [
                [{ label: say('meeting.clear'), action: 'clear' }],
                [{ label: say('meeting.done-choosing'), action: 'done' }],
              ]
            : []),
          [leave],
        ],
      };
    },
    read: (input, { answers }) => {
      const times = timesOf(answers);
      if (input.kind === 'file') return { kind: 'again', why: say('meeting.not-a-time') };
      if (input.kind === 'text') {
        const time = readTime(input.text, zone);
        return time ? add(times, time) : { kind: 'again', why: say('meeting.not-a-time') };
      }
      if (input.action === 'clear') return keep(times.slice(0, -1));
      if (input.action === 'done') {
        if (times.length === 0) return { kind: 'again', why: say('meeting.need-one') };
        return times.some((time) => time <= now)
          ? { kind: 'again', why: say('meeting.passed-while-choosing') }
          : { kind: 'finish' };
      }
      const pressed = quick.find((time) => actionOf(time) === input.action);
      return pressed ? add(times, pressed) : { kind: 'again', why: say('dialogue.choose-button') };
    },
  };
}

function has(times: readonly Date[], time: Date): boolean {
  return times.some((each) => each.getTime() === time.getTime());
}

function actionOf(time: Date): string {
  return `q${time.getTime() / 60_000}`;
}
