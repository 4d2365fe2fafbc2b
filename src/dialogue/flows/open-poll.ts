import type { CalendarDate } from '../../domain/calendar.ts';
import { calendarDateSchema } from '../../domain/calendar.ts';
import type { Localised } from '../../domain/localised.ts';
import { say } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import { dateStep } from '../date-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

const closesOnId = 'closes-on';

/** Opening a poll: until when, then once more what that means. */
export function openPollFlow(facts: {
  readonly title: Localised;
  readonly indicators: number;
  readonly today: CalendarDate;
  readonly leave: PromptButton;
}): Flow {
  const { title, indicators, today, leave } = facts;
  return {
    id: 'poll-open',
    version: 1,
    pausable: false,
    steps: [
      withLeave(
        dateStep({
          id: closesOnId,
          lines: () => [say('poll.until-when', { title })],
          today,
          inDays: [7, 14, 21],
          mostDays: 90,
        }),
        leave,
      ),
      withLeave(
        choiceStep({
          id: 'confirm',
          counted: false,
          lines: ({ answers }) => [
            say('poll.confirm', { title, indicators, date: { date: closingDate(answers) ?? today } }),
          ],
          choices: () => [{ value: 'open', label: say('poll.open-now') }],
        }),
        leave,
      ),
    ],
  };
}

/** The last day on which answers are taken; null while it is open. */
export function closingDate(answers: Answers): CalendarDate | null {
  return calendarDateSchema.safeParse(answers[closesOnId]).data ?? null;
}

/** What HR does with what was said: one text, which then goes into a broadcast. */
export function publishPollFlow(leave: PromptButton): Flow {
  const step = textStep({ id: 'text', counted: false, lines: () => [say('poll.ask-we-do')], least: 10, most: 1200 });
  return { id: 'poll-publish', version: 1, pausable: true, steps: [withLeave(step, leave)] };
}

/** What was written, as Telegram HTML. */
export function weDo(answers: Answers): string {
  return typeof answers.text === 'string' ? answers.text : '';
}
