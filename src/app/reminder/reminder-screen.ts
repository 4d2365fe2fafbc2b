import { daysBetween, today } from '../../domain/calendar.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { DueTask, LateReview } from '../../storage/reminder.ts';
import { groupBy } from '../core/group-by.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { openReviewData } from '../review/review-data.ts';
import { openSelfAssessmentData } from '../self-assessment/self-assessment-data.ts';

/** Reviews named one by one in a digest; the rest is a number. */
const mostNamed = 8;

/** One reminder for everything a person has to do, with the buttons that do it. */
export function reminderScreen(tasks: readonly DueTask[], now: Date): Screen {
  const own = tasks.filter(({ kind }) => kind === 'self');
  const reviews = tasks.filter(({ kind }) => kind === 'review');
  return {
    lines: [
      say('reminder.heading'),
      ...own.flatMap((task) => ['', ownLine(task, now)]),
      ...(reviews.length > 0 ? ['', say('reminder.reviews', { count: reviews.length })] : []),
      ...reviews.slice(0, mostNamed).map((task) => reviewLine(task, now)),
      ...(reviews.length > mostNamed ? [say('reminder.more', { count: reviews.length - mostNamed })] : []),
    ],
    buttons: [
      ...own.map((task) => [{ label: say('reminder.open-self'), data: openSelfAssessmentData(task.appraisalId) }]),
      ...reviewButtons(reviews),
    ],
  };
}

/** What a superior, or HR, is told when reviews are seven days late: who may need help, without blame. */
export function escalationScreen(late: readonly LateReview[], forHr: boolean): Screen {
  const supervisors = [...groupBy(late, ({ supervisorId }) => supervisorId).values()];
  return {
    lines: [
      say(forHr ? 'reminder.escalation-hr' : 'reminder.escalation', { count: late.length }),
      '',
      ...supervisors.slice(0, mostNamed).map((reviews) =>
        say('reminder.escalation-line', {
          supervisor: reviews[0]?.supervisor ?? '',
          count: reviews.length,
          date: { date: reviews[0]?.deadline ?? '' },
        }),
      ),
      ...(supervisors.length > mostNamed ? [say('reminder.more', { count: supervisors.length - mostNamed })] : []),
      '',
      say(forHr ? 'reminder.escalation-hr-help' : 'reminder.escalation-help'),
    ],
    buttons: forHr ? [[{ label: say('reminder.open-period'), data: commandData('periode') }]] : [[menuButton]],
  };
}

function reviewButtons(reviews: readonly DueTask[]): readonly (readonly ScreenButton[])[] {
  if (reviews.length === 0) return [];
  const [only, ...more] = reviews;
  if (only && more.length === 0) {
    return [[{ label: say('team.review-one', { employee: only.employee }), data: openReviewData(only.appraisalId) }]];
  }
  return [[{ label: say('reminder.open-team'), data: commandData('tim') }]];
}

function ownLine(task: DueTask, now: Date): Words {
  return say('reminder.own', { period: task.period, when: whenWords(task, now), date: { date: task.deadline } });
}

function reviewLine(task: DueTask, now: Date): Words {
  return say('reminder.review', { employee: task.employee, when: whenWords(task, now), date: { date: task.deadline } });
}

function whenWords(task: DueTask, now: Date): Words {
  const days = daysBetween(today(task.zone, now), task.deadline);
  if (task.rung === 'opening') return say('reminder.opening');
  if (days > 1) return say('reminder.days-left', { days });
  if (days === 1) return say('reminder.tomorrow');
  if (days === 0) return say('reminder.today');
  return say('reminder.late', { days: -days });
}
