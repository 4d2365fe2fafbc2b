import { say } from '../../i18n/words.ts';
import { commandData } from '../core/menu-button.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { openReviewData } from '../review/review-data.ts';
import { openSelfAssessmentData } from '../self-assessment/self-assessment-data.ts';
import type { DueTask } from './due-tasks.ts';
import { namedTasks, whenWords } from './named-tasks.ts';

/** One reminder for everything a person has to do, with the buttons that do it; `withoutPlan` has the appraisals whose work plan is not agreed yet, which is told beside the own self-assessment. */
export function reminderScreen(tasks: readonly DueTask[], withoutPlan: ReadonlySet<number>): Screen {
  const own = tasks.filter(({ kind }) => kind === 'self');
  const lacksPlan = own.some(({ appraisalId }) => withoutPlan.has(appraisalId));
  const reviews = tasks.filter(({ kind }) => kind === 'review');
  return {
    lines: [
      say('reminder.heading'),
      ...own.flatMap((task) => ['', say('reminder.own', { period: task.period, ...whenWords(task) })]),
      ...(lacksPlan ? ['', say('reminder.plan')] : []),
      ...namedTasks(reviews.map(named), (first) =>
        say('reminder.reviews', { period: first.period, ...whenWords(first) }),
      ),
      '',
      say('reminder.pause'),
    ],
    buttons: [
      ...own.map((task) => [{ label: say('reminder.open-self'), data: openSelfAssessmentData(task.appraisalId) }]),
      ...(lacksPlan ? [[{ label: say('plan.look-own'), data: commandData('rencana') }]] : []),
      ...reviewButtons(reviews),
    ],
  };
}

/** Whose review it is, and in whose stead. */
function named(task: DueTask) {
  const { employee, onBehalfOf } = task;
  return { ...task, employee: onBehalfOf === null ? employee : say('team.for', { employee, supervisor: onBehalfOf }) };
}

function reviewButtons(reviews: readonly DueTask[]): readonly (readonly ScreenButton[])[] {
  const [only, ...more] = reviews;
  if (!only) return [];
  if (more.length > 0) return [[{ label: say('reminder.open-team'), data: commandData('tim') }]];
  return [[{ label: say('team.review-one', { employee: only.employee }), data: openReviewData(only.appraisalId) }]];
}
