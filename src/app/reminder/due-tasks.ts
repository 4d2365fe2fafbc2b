import { type CalendarDate, daysBetween, today } from '../../domain/calendar.ts';
import { type Rung, reminderDue } from '../../domain/reminder.ts';
import type { Zone } from '../../domain/zone.ts';
import type { OpenTask } from '../../storage/reminder.ts';

/** A task its person has to be reminded of now. */
export interface DueTask extends OpenTask {
  readonly rung: Rung;
  readonly stepOn: CalendarDate;
  /** Days to the deadline where the person is; negative when it has passed. */
  readonly daysLeft: number;
}

/**
 * Which of the open tasks are due now. Of each kind (own self-assessment, reviews) a person hears once a day at most: a supervisor whose staff submit one after the other gets the
 * first at once and the others together on the next working day.
 */
export function dueTasks(
  tasks: readonly OpenTask[],
  at: {
    /** The zone of each unit, by its id. */
    readonly zones: ReadonlyMap<number, Zone>;
    /** The zones where it is working time. */
    readonly awake: ReadonlySet<Zone>;
    /** Who was told today of which kind of task: `<employee> <kind>`. */
    readonly told: ReadonlySet<string>;
    readonly now: Date;
  },
): readonly DueTask[] {
  return tasks.flatMap((task) => {
    const zone = at.zones.get(task.unitId);
    if (zone === undefined || !at.awake.has(zone) || at.told.has(`${task.recipientId} ${task.kind}`)) return [];
    const day = today(zone, at.now);
    if (task.kind === 'self' && day > task.deadline) return [];
    const opensOn = task.submittedAt === null ? task.opensOn : today(zone, task.submittedAt);
    const step = reminderDue({ opensOn, deadline: task.deadline, today: day, last: task.last });
    if (step === null) return [];
    return [{ ...task, rung: step.rung, stepOn: step.on, daysLeft: daysBetween(day, task.deadline) }];
  });
}
