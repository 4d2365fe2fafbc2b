import type { CalendarDate } from '../../domain/calendar.ts';
import type { Windows } from '../../domain/windows.ts';
import { say } from '../../i18n/words.ts';
import { scheduledWindows, scheduleSteps } from '../schedule-steps.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';

export interface PeriodDatesFacts {
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly windows: Windows;
  /** People know the dates already: they may only move later. */
  readonly opened: boolean;
  readonly leave: PromptButton;
}

/** Ubah jadwal: the dates of a period, free while it is a draft, only later once it is open. */
export function periodDatesFlow(facts: PeriodDatesFacts): Flow {
  return {
    id: 'period-dates',
    version: 1,
    pausable: false,
    steps: scheduleSteps({
      baseOf: () => baseOf(facts),
      heading: () => [
        say('period.dates-heading', { period: facts.name }),
        ...(facts.opened ? [say('period.dates-only-later')] : []),
      ],
      confirm: say('period.save-dates'),
      leave: facts.leave,
    }),
  };
}

/** The dates the finished conversation asks for. */
export function changedWindows(facts: PeriodDatesFacts, answers: Answers): Windows {
  return scheduledWindows(baseOf(facts), answers);
}

function baseOf({ windows, startsOn, opened }: PeriodDatesFacts) {
  return { windows, startsOn, promised: opened ? windows : null };
}
