import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { idsOf } from './ids-of.ts';
import { joinStandIn, reviewer, standIns } from './stand-in.ts';

/** Who has a proposed plan waiting since before `day` of which they were not told since, in these units: the supervisor, or the delegate of that day; at most `limit`, those who wait longest first. */
export async function findPlanRecipients(
  tx: Tx,
  day: CalendarDate,
  units: readonly number[],
  limit: number,
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    with ${standIns(day)}
    select recipient.id from ${waiting}
    where ${isWaiting} and recipient.unit_id = any(${[...units]}::int[])
      and coalesce(w.reminded_on, w.proposed_at::date) < ${day}::date
    group by recipient.id order by min(coalesce(w.reminded_on, w.proposed_at::date)), recipient.id limit ${limit}`;
  return idsOf(rows);
}

/** A plan nobody has answered yet. */
export interface WaitingPlan {
  readonly planId: number;
  readonly recipientId: number;
  readonly telegramId: number;
  readonly locale: 'id' | 'en' | null;
  readonly unitId: number;
  readonly appraisalId: number;
  readonly employee: string;
  /** The supervisor in whose stead the recipient answers, by a delegation; null otherwise. */
  readonly onBehalfOf: string | null;
  readonly proposedAt: Date;
  /** When somebody was last reminded of it; null before the first time. */
  readonly remindedOn: CalendarDate | null;
}

/** Every plan that waits on a day for these people, by person, the oldest proposal first; locked, and those another process works on are left out. */
export async function lockWaitingPlans(
  tx: Tx,
  recipientIds: readonly number[],
  day: CalendarDate,
): Promise<readonly WaitingPlan[]> {
  const ids = [...recipientIds];
  const rows = await tx.$queryRaw`
    with ${standIns(day)}
    select w.id as "planId", recipient.id as "recipientId", account.telegram_id as "telegramId", account.locale, recipient.unit_id as "unitId",
      a.id as "appraisalId", person.name as employee, case when recipient.id <> a.supervisor_id then supervisor.name end as "onBehalfOf", w.proposed_at as "proposedAt", w.reminded_on as "remindedOn"
    from ${waiting}
    where ${isWaiting} and recipient.id = any(${ids}::int[])
      and a.supervisor_id = any(array(select unnest(${ids}::int[]) union select from_id from stand_in where to_id = any(${ids}::int[])))
    order by recipient.id, w.proposed_at, w.id for update of w skip locked`;
  return z.array(waitingSchema).parse(rows);
}

export async function notePlanReminders(tx: Tx, planIds: readonly number[], on: CalendarDate): Promise<void> {
  await tx.$executeRaw`update work_plan set reminded_on = ${on}::date where id = any(${[...planIds]}::int[])`;
}

/** Of these appraisals, those whose framework counts a work plan and that have none agreed yet. */
export async function findWithoutAgreedPlan(tx: Tx, appraisalIds: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await tx.$queryRaw`
    select a.id from appraisal a join period p on p.id = a.period_id left join work_plan w on w.appraisal_id = a.id
    where a.id = any(${[...appraisalIds]}::int[]) and coalesce(w.revision, 0) = 0 and coalesce(w.state, '') <> 'proposed'
      and (p.framework -> 'rules' ? 'number' or (p.framework ? 'achievement' and p.framework -> 'indicators' @> '[{"measure": "plan"}]'::jsonb))`;
  return new Set(idsOf(rows));
}

const waiting = Prisma.sql`work_plan w join appraisal a on a.id = w.appraisal_id join period p on p.id = a.period_id
  join employee person on person.id = a.employee_id join employee supervisor on supervisor.id = a.supervisor_id
  ${joinStandIn} join employee recipient on recipient.id = ${reviewer} join account on account.employee_id = recipient.id`;
const isWaiting = Prisma.sql`w.state = 'proposed' and p.state = 'open' and a.reviewed_at is null and person.active and recipient.active
  and account.blocked_at is null and account.cut_off_at is null`;

const waitingSchema = z.object({
  planId: z.number(),
  recipientId: z.number(),
  telegramId: z.bigint().transform(Number),
  locale: z.enum(['id', 'en']).nullable(),
  unitId: z.number(),
  appraisalId: z.number(),
  employee: z.string(),
  onBehalfOf: z.string().nullable(),
  proposedAt: z.date(),
  remindedOn: z.date().transform(fromUtcMidnight).nullable(),
});
