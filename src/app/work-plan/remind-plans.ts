import { type CalendarDate, daysBetween, instantOf, today } from '../../domain/calendar.ts';
import { countWorkingDays } from '../../domain/objection.ts';
import { isWorkingTime, opensAt } from '../../domain/working-time.ts';
import type { Zone } from '../../domain/zone.ts';
import { say, type Words } from '../../i18n/words.ts';
import { enqueue, type Notice } from '../../storage/outbox.ts';
import {
  findPlanRecipients,
  lockWaitingPlans,
  notePlanReminders,
  type WaitingPlan,
} from '../../storage/plan-reminder.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { groupBy } from '../core/group-by.ts';
import type { Screen } from '../core/screen.ts';
import { remindInBatches, roomForReminders } from '../reminder/remind-in-batches.ts';
import { reminderNotice } from '../reminder/reminder-notice.ts';
import { findWorkingPlaces, type WorkingPlaces } from '../reminder/working-places.ts';
import { planData } from './plan-data.ts';

/** Working days between the proposal, or the last reminder, and the next one. */
const everyWorkingDays = 2;
/** Plans named one by one in a digest; the rest is a number. */
const mostNamed = 8;

/**
 * Reminds supervisors, or their delegates of the day, of proposed work plans nobody has answered: one digest, every second working day, in working time of their own zone. Safe to call at any time, late, doubled or from
 * several processes: the day is noted in the transaction that queues the message. Answers how many digests were queued.
 */
export async function remindPlans(app: App): Promise<number> {
  const now = app.now();
  const places = await findWorkingPlaces(app, now);
  if (places === null) return 0;
  const room = await roomForReminders(app);
  const recipients = await findPlanRecipients(app.database.client, places.day, places.units, room);
  return remindInBatches(app, recipients, (some) =>
    withTransaction(app.database, async (tx) => {
      const digests = [
        ...groupBy(await lockWaitingPlans(tx, some, places.day), ({ recipientId }) => recipientId).values(),
      ];
      const due = digests.filter((plans) => isDue(plans, places));
      await notePlanReminders(
        tx,
        due.flat().map(({ planId }) => planId),
        places.day,
      );
      return enqueue(
        tx,
        due.flatMap((plans) => digest(app, places, plans, now)),
      );
    }),
  );
}

/** Whoever answers hears of all their plans together, when two working days have passed for the oldest and since the last time. */
function isDue(plans: readonly WaitingPlan[], { zones, holidays, day }: WorkingPlaces): boolean {
  const [first] = plans;
  const zone = first && zones.get(first.unitId);
  if (!zone) return false;
  const isWorkingDay = (date: CalendarDate) => isWorkingTime(instantOf(date, opensAt, zone), zone, holidays);
  const passed = (since: CalendarDate) => countWorkingDays(since, day, isWorkingDay) >= everyWorkingDays;
  return (
    plans.some((plan) => passed(plan.remindedOn ?? today(zone, plan.proposedAt))) &&
    plans.every(({ remindedOn }) => remindedOn === null || passed(remindedOn))
  );
}

function digest(app: App, { zones, day }: WorkingPlaces, plans: readonly WaitingPlan[], now: Date): readonly Notice[] {
  const [first] = plans;
  const zone = first && zones.get(first.unitId);
  if (!zone) return [];
  return [
    reminderNotice(app, first, {
      kind: 'plan-reminder',
      screen: digestScreen(plans, zone, day),
      key: `plan-reminder:${first.recipientId}:${day}`,
      zone,
      about: plans.map(({ planId }) => planId),
      now,
    }),
  ];
}

function digestScreen(plans: readonly WaitingPlan[], zone: Zone, day: CalendarDate): Screen {
  const [first, ...more] = plans;
  return {
    lines: [
      say('reminder.heading'),
      '',
      say('plan.remind', { count: plans.length }),
      ...plans
        .slice(0, mostNamed)
        .map((plan) =>
          say('plan.remind-line', { employee: nameOf(plan), days: daysBetween(today(zone, plan.proposedAt), day) }),
        ),
      ...(plans.length > mostNamed ? [say('reminder.more', { count: plans.length - mostNamed })] : []),
    ],
    buttons: [
      first && more.length === 0
        ? [{ label: say('plan.look-one', { employee: nameOf(first) }), data: planData.person(first.appraisalId) }]
        : [{ label: say('plan.remind-open'), data: planData.team(0) }],
    ],
  };
}

/** Whose plan it is, and in whose stead it is answered. */
function nameOf({ employee, onBehalfOf }: WaitingPlan): Words {
  return onBehalfOf === null ? employee : say('team.for', { employee, supervisor: onBehalfOf });
}
