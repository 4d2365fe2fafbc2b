import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** Supervisors with a proposed plan that waits for them since before `day` and of which they were not told since, in these units; at most `limit`, those who wait longest first. */
export async function findPlanRecipients(
  tx: Tx,
  day: CalendarDate,
  units: readonly number[],
  limit: number,
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    select a.supervisor_id as id from ${waiting}
    where ${isWaiting} and supervisor.unit_id = any(${[...units]}::int[])
      and coalesce(w.reminded_on, w.proposed_at::date) < ${day}::date
    group by a.supervisor_id order by min(coalesce(w.reminded_on, w.proposed_at::date)), a.supervisor_id limit ${limit}`;
  return idsOf(rows);
}

/** A plan its supervisor has not answered. */
export interface WaitingPlan {
  readonly planId: number;
  readonly recipientId: number;
  readonly telegramId: number;
  readonly locale: 'id' | 'en' | null;
  readonly unitId: number;
  readonly appraisalId: number;
  readonly employee: string;
  readonly proposedAt: Date;
  /** When the supervisor was last reminded of it; null before the first time. */
  readonly remindedOn: CalendarDate | null;
}

/** Every plan that waits for these supervisors, by supervisor, the oldest proposal first; locked, and those another process works on are left out. */
export async function lockWaitingPlans(tx: Tx, supervisorIds: readonly number[]): Promise<readonly WaitingPlan[]> {
  const rows = await tx.$queryRaw`
    select w.id as "planId", a.supervisor_id as "recipientId", account.telegram_id as "telegramId", account.locale, supervisor.unit_id as "unitId",
      a.id as "appraisalId", person.name as employee, w.proposed_at as "proposedAt", w.reminded_on as "remindedOn"
    from ${waiting}
    where ${isWaiting} and a.supervisor_id = any(${[...supervisorIds]}::int[])
    order by a.supervisor_id, w.proposed_at, w.id for update of w skip locked`;
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
  join account on account.employee_id = supervisor.id`;
const isWaiting = Prisma.sql`w.state = 'proposed' and p.state = 'open' and a.reviewed_at is null and person.active and supervisor.active
  and account.blocked_at is null and account.cut_off_at is null`;

function idsOf(rows: unknown): readonly number[] {
  return z
    .array(z.object({ id: z.number() }))
    .parse(rows)
    .map(({ id }) => id);
}

const waitingSchema = z.object({
  planId: z.number(),
  recipientId: z.number(),
  telegramId: z.bigint().transform(Number),
  locale: z.enum(['id', 'en']).nullable(),
  unitId: z.number(),
  appraisalId: z.number(),
  employee: z.string(),
  proposedAt: z.date(),
  remindedOn: z.date().transform(fromUtcMidnight).nullable(),
});
