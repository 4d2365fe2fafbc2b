import { z } from 'zod';
import { type CalendarDate, calendarDateSchema, compareDates, daysBetween } from '../../domain/calendar.ts';
import type { Framework } from '../../domain/framework.ts';
import { nextSemester, type Semester, semesterOf } from '../../domain/semester.ts';
import { type Windows, windowsOf } from '../../domain/windows.ts';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import { readDateRange } from '../read-date.ts';
import { type ScheduleBase, scheduledWindows, scheduleSteps } from '../schedule-steps.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';

export interface PeriodFlowFacts {
  readonly today: CalendarDate;
  readonly frameworks: readonly Framework[];
  /** Key of the framework in use, offered first; null when HR has to choose. */
  readonly inUse: string | null;
  /** Dates that have a period already. */
  readonly taken: readonly Span[];
  /** A button that leads out of the conversation. */
  readonly leave: PromptButton;
}

export interface Span {
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

/** What the finished conversation asks for. */
export interface PlannedPeriod extends Span {
  readonly frameworkKey: string;
  readonly windows: Windows;
}

const other = 'other';
/** A period is at most a year and a day long: longer ones are a slip of the pen. */
const mostDays = 366;

/** Buat periode: which stretch of time, which framework, then the dates that follow from both, to change or to accept. */
export function periodFlow(facts: PeriodFlowFacts): Flow {
  const { today, frameworks, inUse, taken } = facts;
  const semesters = offered(today, taken);
  return {
    id: 'period',
    version: 1,
    pausable: true,
    steps: [
      choiceStep({
        id: 'semester',
        lines: () => [say('period.which-semester')],
        choices: () => [
          ...semesters.map((semester) => ({
            value: `${semester.startsOn}`,
            label: say(semester.half === 1 ? 'period.semester-1' : 'period.semester-2', {
              year: String(semester.year),
            }),
          })),
          { value: other, label: say('period.other-dates') },
        ],
      }),
      textStep({
        id: 'dates',
        applies: (answers) => answers.semester === other,
        lines: () => [say('period.which-dates')],
        least: 1,
        most: 80,
        parse: (text) => {
          const range = readDateRange(text);
          if (!range) return { why: say('period.dates-unreadable') };
          const why = spanFault({ startsOn: range.from, endsOn: range.to }, taken);
          return why ? { why } : { answer: { startsOn: range.from, endsOn: range.to } };
        },
      }),
      choiceStep({
        id: 'framework',
        lines: () => [say('period.which-framework')],
        choices: () =>
          frameworks
            .map(({ key, title }, index) => ({
              value: `f${index}`,
              answer: key,
              label:
                key === inUse
                  ? say('framework.list-button-in-use', { title })
                  : say('framework.list-button', { title }),
            }))
            .toSorted((a, b) => Number(b.answer === inUse) - Number(a.answer === inUse)),
      }),
      ...scheduleSteps({
        baseOf: (answers) => baseOf(facts, answers),
        heading: (answers) => headingOf(facts, answers),
        confirm: say('period.create'),
        leave: facts.leave,
      }),
    ],
  };
}

/** What was planned; null when an answer no longer fits (a framework that was removed, dates that got a period meanwhile). */
export function plannedPeriod(facts: PeriodFlowFacts, answers: Answers): PlannedPeriod | null {
  const span = spanOf(facts, answers);
  const framework = frameworkOf(facts, answers);
  if (!span || !framework) return null;
  return {
    ...span,
    frameworkKey: framework.key,
    windows: scheduledWindows(baseOf(facts, answers), answers),
  };
}

/** This semester and the next, without those that have a period. */
function offered(today: CalendarDate, taken: readonly Span[]): readonly Semester[] {
  const present = semesterOf(today);
  const next = nextSemester(present);
  return [present, next].filter(
    ({ startsOn, endsOn }) => !taken.some((span) => span.startsOn === startsOn && span.endsOn === endsOn),
  );
}

function spanFault({ startsOn, endsOn }: Span, taken: readonly Span[]): Words | null {
  if (compareDates(endsOn, startsOn) <= 0) return say('period.ends-before-start');
  if (daysBetween(startsOn, endsOn) > mostDays) return say('period.too-long');
  return taken.some((span) => span.startsOn === startsOn && span.endsOn === endsOn) ? say('period.dates-taken') : null;
}

const spanSchema = z.object({ startsOn: calendarDateSchema, endsOn: calendarDateSchema });

function spanOf({ today }: PeriodFlowFacts, answers: Answers): Span | null {
  if (answers.semester === other) {
    const typed = spanSchema.safeParse(answers.dates);
    return typed.success ? typed.data : null;
  }
  const start = calendarDateSchema.safeParse(answers.semester);
  return start.success ? semesterOf(start.data) : answers.semester === undefined ? semesterOf(today) : null;
}

function frameworkOf({ frameworks, inUse }: PeriodFlowFacts, answers: Answers): Framework | null {
  const key = typeof answers.framework === 'string' ? answers.framework : inUse;
  return frameworks.find((framework) => framework.key === key) ?? null;
}

function baseOf(facts: PeriodFlowFacts, answers: Answers): ScheduleBase {
  const { startsOn, endsOn } = spanOf(facts, answers) ?? semesterOf(facts.today);
  const framework = frameworkOf(facts, answers);
  const windows = framework
    ? windowsOf(endsOn, framework.windows)
    : { selfOpensOn: endsOn, selfClosesOn: endsOn, reviewClosesOn: endsOn };
  const selfOpensOn = compareDates(windows.selfOpensOn, startsOn) < 0 ? startsOn : windows.selfOpensOn;
  return { windows: { ...windows, selfOpensOn }, startsOn, promised: null };
}

function headingOf(facts: PeriodFlowFacts, answers: Answers): readonly Words[] {
  const span = spanOf(facts, answers);
  const framework = frameworkOf(facts, answers);
  return [
    say('period.new-heading'),
    ...(span ? [say('period.span', { from: { date: span.startsOn }, to: { date: span.endsOn } })] : []),
    ...(framework ? [say('period.framework', { title: framework.title })] : []),
  ];
}
