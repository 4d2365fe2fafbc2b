import type { CalendarDate } from '../../domain/calendar.ts';
import type { Rung } from '../../domain/reminder.ts';
import { say, type Words } from '../../i18n/words.ts';
import { groupBy } from '../core/group-by.ts';

/** People named one by one in a digest; the rest is a number. */
const mostNamed = 8;

/** A task about somebody, with its deadline. */
export interface NamedTask {
  readonly employee: Words;
  readonly period: string;
  readonly deadline: CalendarDate;
  readonly rung: Rung;
  /** Days to the deadline where the person is; negative when it has passed. */
  readonly daysLeft: number;
}

/** The lines of a digest: names under their common deadline, in the order given, each group under a heading of its first. */
export function namedTasks<Task extends NamedTask>(
  tasks: readonly Task[],
  heading: (first: Task) => Words,
): readonly Words[] {
  const named = tasks.slice(0, mostNamed);
  const groups = groupBy(named, ({ period, deadline, rung }) => `${deadline} ${rung === 'opening'} ${period}`);
  const more = tasks.length - named.length;
  return [
    ...[...groups.values()].flatMap((group) => [
      ...group.slice(0, 1).flatMap((first) => ['', heading(first)]),
      ...group.map(({ employee }) => say('reminder.review', { employee })),
    ]),
    ...(more > 0 ? [say('reminder.more', { count: more })] : []),
  ];
}

/** How the deadline stands to today, and its date: parameters of a heading. */
export function whenWords(task: Pick<NamedTask, 'rung' | 'daysLeft' | 'deadline'>): {
  readonly when: Words;
  readonly date: Words;
} {
  return { when: daysLeftWords(task), date: { date: task.deadline } };
}

/** What has just opened is told as that, unless its deadline is near. */
function daysLeftWords({ rung, daysLeft: days }: Pick<NamedTask, 'rung' | 'daysLeft'>): Words {
  if (rung === 'opening' && days > 7) return say('reminder.opening');
  if (days > 1) return say('reminder.days-left', { days });
  if (days === 1) return say('reminder.tomorrow');
  if (days === 0) return say('reminder.today');
  if (days === -1) return say('reminder.yesterday');
  return say('reminder.late', { days: -days });
}
