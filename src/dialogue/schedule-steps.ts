import { type CalendarDate, calendarDateSchema, compareDates } from '../domain/calendar.ts';
import type { Windows } from '../domain/windows.ts';
import { type MessageKey, say, type Words } from '../i18n/words.ts';
import { readDate } from './read-date.ts';
import type { Answers, PromptButton, Step } from './step.ts';
import { textStep } from './text-step.ts';

/** What the dates are counted from, before HR changes any. */
export interface ScheduleBase {
  readonly windows: Windows;
  /** Nothing opens before the period begins. */
  readonly startsOn: CalendarDate;
  /** Closing days people were told already: they may only move later. Null for a draft. */
  readonly promised: Windows | null;
}

export interface ScheduleOptions {
  baseOf(answers: Answers): ScheduleBase;
  /** What stands above the dates. */
  heading(answers: Answers): readonly Words[];
  readonly confirm: Words;
  /** A button that leads out of the conversation. */
  readonly leave?: PromptButton;
}

type WindowKey = keyof Windows;

const fields: readonly { readonly key: WindowKey; readonly line: MessageKey; readonly change: MessageKey }[] = [
  { key: 'selfOpensOn', line: 'schedule.self-opens', change: 'schedule.change-self-opens' },
  { key: 'selfClosesOn', line: 'schedule.self-closes', change: 'schedule.change-self-closes' },
  { key: 'reviewClosesOn', line: 'schedule.review-closes', change: 'schedule.change-review-closes' },
];

const confirmAction = 'confirm';
/** Which date is being changed; a date is asked only then. */
const changingKey = 'changing';

/** A schedule on one screen: the computed dates, each of which can be changed, then a confirmation that ends the conversation. */
export function scheduleSteps(options: ScheduleOptions): readonly Step[] {
  return [...fields.map((field) => dateStep(options, field)), confirmStep(options)];
}

/** The dates as they stand: computed, with HR's own in their place. */
export function scheduledWindows(base: ScheduleBase, answers: Answers): Windows {
  const own = (key: WindowKey): CalendarDate => {
    const parsed = calendarDateSchema.safeParse(answers[key]);
    return parsed.success ? parsed.data : base.windows[key];
  };
  return {
    selfOpensOn: own('selfOpensOn'),
    selfClosesOn: own('selfClosesOn'),
    reviewClosesOn: own('reviewClosesOn'),
  };
}

function dateStep({ baseOf }: ScheduleOptions, { key, line, change }: (typeof fields)[number]): Step {
  return textStep({
    id: key,
    counted: false,
    applies: (answers) => answers[changingKey] === key && mayChange(baseOf(answers), key),
    lines: ({ answers }) => [
      say(change),
      '',
      say(line, { date: { date: scheduledWindows(baseOf(answers), answers)[key] } }),
      say('schedule.how-to-write'),
    ],
    least: 1,
    most: 40,
    parse: (text, { answers }) => {
      const date = readDate(text);
      if (!date) return { why: say('schedule.not-a-date') };
      const base = baseOf(answers);
      const fault = scheduleFault(base, { ...scheduledWindows(base, answers), [key]: date });
      return fault ? { why: fault } : { answer: date };
    },
  });
}

function confirmStep({ baseOf, heading, confirm, leave }: ScheduleOptions): Step {
  return {
    id: 'schedule',
    counted: false,
    applies: () => true,
    ask: ({ answers }) => {
      const base = baseOf(answers);
      const windows = scheduledWindows(base, answers);
      return {
        lines: [
          ...heading(answers),
          '',
          ...fields.map(({ key, line }) => say(line, { date: { date: windows[key] } })),
          '',
          say('schedule.check'),
        ],
        buttons: [
          ...fields
            .filter(({ key }) => mayChange(base, key))
            .map(({ key, change }) => [{ label: say(change), action: key }]),
          [{ label: confirm, action: confirmAction }],
          ...(leave ? [[leave]] : []),
        ],
      };
    },
    read: (input, { answers }) => {
      if (input.kind !== 'press') return { kind: 'again', why: say('dialogue.choose-button') };
      const base = baseOf(answers);
      const field = fields.find(({ key }) => key === input.action);
      if (field && mayChange(base, field.key))
        return { kind: 'visit', stepId: field.key, answers: { [changingKey]: field.key } };
      if (input.action !== confirmAction) return { kind: 'again', why: say('dialogue.choose-button') };
      const fault = scheduleFault(base, scheduledWindows(base, answers));
      return fault ? { kind: 'again', why: fault } : { kind: 'finish' };
    },
  };
}

/** Once people were told when they can begin, that day stays. */
function mayChange({ promised }: ScheduleBase, key: WindowKey): boolean {
  return promised === null || key !== 'selfOpensOn';
}

/** What is wrong with these dates, in words; null when nothing is. */
function scheduleFault({ startsOn, promised }: ScheduleBase, windows: Windows): Words | null {
  const { selfOpensOn, selfClosesOn, reviewClosesOn } = windows;
  if (compareDates(selfOpensOn, startsOn) < 0) return say('schedule.opens-before-start', { date: { date: startsOn } });
  if (compareDates(selfClosesOn, selfOpensOn) < 0)
    return say('schedule.closes-before-opening', { date: { date: selfOpensOn } });
  if (compareDates(reviewClosesOn, selfClosesOn) < 0)
    return say('schedule.review-before-self', { date: { date: selfClosesOn } });
  if (!promised) return null;
  for (const key of ['selfClosesOn', 'reviewClosesOn'] as const)
    if (compareDates(windows[key], promised[key]) < 0)
      return say('schedule.earlier-than-promised', { date: { date: promised[key] } });
  return null;
}
