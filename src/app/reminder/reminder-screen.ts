import { say, type Words } from '../../i18n/words.ts';
import { groupBy } from '../core/group-by.ts';
import { commandData } from '../core/menu-button.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { openReviewData } from '../review/review-data.ts';
import { openSelfAssessmentData } from '../self-assessment/self-assessment-data.ts';
import type { DueTask } from './due-tasks.ts';

/** Employees named one by one in a digest; the rest is a number. */
const mostNamed = 8;

/** One reminder for everything a person has to do, with the buttons that do it. */
export function reminderScreen(tasks: readonly DueTask[]): Screen {
  const own = tasks.filter(({ kind }) => kind === 'self');
  const reviews = tasks.filter(({ kind }) => kind === 'review');
  return {
    lines: [
      say('reminder.heading'),
      ...own.flatMap((task) => ['', say('reminder.own', { period: task.period, ...when(task) })]),
      ...reviewLines(reviews),
      '',
      say('reminder.pause'),
    ],
    buttons: [
      ...own.map((task) => [{ label: say('reminder.open-self'), data: openSelfAssessmentData(task.appraisalId) }]),
      ...reviewButtons(reviews),
    ],
  };
}

/** Names under their common deadline, the nearest first. */
function reviewLines(reviews: readonly DueTask[]): readonly Words[] {
  const named = reviews.slice(0, mostNamed);
  const groups = groupBy(named, ({ period, deadline, rung }) => `${deadline} ${rung === 'opening'} ${period}`);
  const more = reviews.length - named.length;
  return [
    ...[...groups.values()].flatMap((group) => [
      ...group.slice(0, 1).flatMap((first) => ['', say('reminder.reviews', { period: first.period, ...when(first) })]),
      ...group.map(({ employee }) => say('reminder.review', { employee })),
    ]),
    ...(more > 0 ? [say('reminder.more', { count: more })] : []),
  ];
}

function reviewButtons(reviews: readonly DueTask[]): readonly (readonly ScreenButton[])[] {
  const [only, ...more] = reviews;
  if (!only) return [];
  if (more.length > 0) return [[{ label: say('reminder.open-team'), data: commandData('tim') }]];
  return [[{ label: say('team.review-one', { employee: only.employee }), data: openReviewData(only.appraisalId) }]];
}

function when(task: DueTask): { readonly when: Words; readonly date: Words } {
  return { when: daysLeft(task), date: { date: task.deadline } };
}

/** What has just opened is told as that, unless its deadline is near. */
function daysLeft({ rung, daysLeft: days }: DueTask): Words {
  if (rung === 'opening' && days > 7) return say('reminder.opening');
  if (days > 1) return say('reminder.days-left', { days });
  if (days === 1) return say('reminder.tomorrow');
  if (days === 0) return say('reminder.today');
  if (days === -1) return say('reminder.yesterday');
  return say('reminder.late', { days: -days });
}
