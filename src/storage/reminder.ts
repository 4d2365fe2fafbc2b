import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import { conflictOpen } from './conflict.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { joinStandIn, reviewer, standIns } from './stand-in.ts';

/** What somebody has to do: their own self-assessment, or a review of their staff. */
export type TaskKind = 'self' | 'review';

/** A deadline that counts for somebody: the period's own, or (`moved`) one that HR gave single persons. */
export interface Deadline {
  readonly kind: TaskKind;
  readonly periodId: number;
  readonly deadline: CalendarDate;
  readonly moved: boolean;
}

/** Every deadline of open periods. */
export async function listDeadlines(tx: Tx): Promise<readonly Deadline[]> {
  const rows = await tx.$queryRaw`
    select 'self' as kind, id as "periodId", self_closes_on as deadline, false as moved from period where state = 'open'
    union all select 'review', id, greatest(review_closes_on, self_closes_on), false from period where state = 'open'
    union all select distinct kind, p.id, case kind when 'self' then ${selfDeadline} else ${reviewDeadline} end, true
      from appraisal a join period p on p.id = a.period_id cross join (values ('self'), ('review')) as task (kind)
      where p.state = 'open' and ${moved}`;
  return z
    .array(z.object({ kind: kindSchema, periodId: z.number(), deadline: dateSchema, moved: z.boolean() }))
    .parse(rows);
}

/** Where a deadline stands on the ladder. */
export interface DeadlineStep extends Deadline {
  readonly today: CalendarDate;
  /** The day on which its present step was reached; null while there was none but the opening. */
  readonly stepOn: CalendarDate | null;
}

/**
 * Who may have to be reminded for this deadline, at most `limit` people in no order: joined, reachable, in one of these units, with an open task whose present step was not given.
 * One pass over the unfinished appraisals of the period with nothing but hash joins; people who have nothing due are left here and cost no more.
 */
export async function findRecipients(
  tx: Tx,
  { kind, periodId, deadline, moved: isMoved, today, stepOn }: DeadlineStep,
  units: readonly number[],
  limit: number,
): Promise<readonly number[]> {
  const task =
    kind === 'self'
      ? { recipient: Prisma.sql`a.employee_id`, is: openSelf, deadline: selfDeadline, standIns: Prisma.empty }
      : { recipient: reviewer, is: openReview, deadline: reviewDeadline, standIns: joinStandIn };
  const opened =
    kind === 'self'
      ? Prisma.sql`p.self_opens_on <= ${today}::date`
      : Prisma.sql`(a.self_submitted_at is not null or ${selfDeadline} < ${today}::date)`;
  const rows = await tx.$queryRaw`
    with ${standIns(today)}, due as (
    select distinct ${task.recipient} as id
    from appraisal a
    join period p on p.id = a.period_id
    ${task.standIns}
    join employee on employee.id = a.employee_id and employee.active
    join employee recipient on recipient.id = ${task.recipient} and recipient.active
      and recipient.unit_id = any(${[...units]}::int[])
    join account on account.employee_id = recipient.id and account.blocked_at is null
    left join reminder r on r.appraisal_id = a.id and r.kind = ${kind}
    where a.period_id = ${periodId} and p.state = 'open' and ${task.is} and ${opened}
      and ${isMoved ? Prisma.sql`${moved} and ${task.deadline} = ${deadline}::date` : Prisma.sql`not ${moved}`}
      and (r.kind is null or r.employee_id <> ${task.recipient} or r.deadline <> ${deadline}::date or r.step_on < ${stepOn}::date)
    limit ${limit}
    )
    -- One text, as a million rows cost more on the way than to find.
    select coalesce(string_agg(id::text, ','), '') as ids from due`;
  const [{ ids }] = z.tuple([z.object({ ids: z.string() })]).parse(rows);
  return ids === '' ? [] : ids.split(',').map(Number);
}

/** One open task of one person. */
export interface OpenTask {
  readonly recipientId: number;
  readonly telegramId: number;
  readonly locale: 'id' | 'en' | null;
  readonly unitId: number;
  readonly kind: TaskKind;
  readonly appraisalId: number;
  /** Whose appraisal it is. */
  readonly employee: string;
  /** The supervisor in whose stead the person reviews, by a delegation; null otherwise. */
  readonly onBehalfOf: string | null;
  readonly period: string;
  readonly deadline: CalendarDate;
  /** For a self-assessment the day it opens; for a review the day it opens when the self-assessment does not come. */
  readonly opensOn: CalendarDate;
  /** When the self-assessment came, which opens the review at once. */
  readonly submittedAt: Date | null;
  /** The day of the last step given to this person for this deadline. */
  readonly last: CalendarDate | null;
}

/** Every open task of these people today, by person, deadline and name; a review is the delegate's while there is one. For a few hundred people at a time. */
export async function listOpenTasks(
  tx: Tx,
  recipientIds: readonly number[],
  today: CalendarDate,
): Promise<readonly OpenTask[]> {
  const ids = [...recipientIds];
  const rows = await tx.$queryRaw`
    with ${standIns(today)}, task as (
      select 'self' as kind, a.id, a.employee_id as recipient_id, a.employee_id, null::int as behalf_id, p.name as period, ${selfDeadline} as deadline,
        p.self_opens_on as opens_on, null::timestamptz as submitted_at
      from appraisal a join period p on p.id = a.period_id
      where a.employee_id = any(${ids}::int[]) and p.state = 'open' and ${openSelf}
      union all
      select 'review', a.id, ${reviewer}, a.employee_id, nullif(a.supervisor_id, ${reviewer}), p.name, ${reviewDeadline}, ${selfDeadline} + 1, a.self_submitted_at
      from appraisal a join period p on p.id = a.period_id ${joinStandIn}
      where a.supervisor_id = any(array(select unnest(${ids}::int[]) union select from_id from stand_in where to_id = any(${ids}::int[])))
        and ${reviewer} = any(${ids}::int[]) and p.state = 'open' and ${openReview}
    )
    select task.recipient_id as "recipientId", account.telegram_id as "telegramId", account.locale, recipient.unit_id as "unitId", task.kind,
      task.id as "appraisalId", employee.name as employee, behalf.name as "onBehalfOf", task.period, task.deadline, task.opens_on as "opensOn", task.submitted_at as "submittedAt",
      r.step_on as last
    from task
    join employee on employee.id = task.employee_id and employee.active
    join employee recipient on recipient.id = task.recipient_id and recipient.active
    join account on account.employee_id = recipient.id and account.blocked_at is null
    left join employee behalf on behalf.id = task.behalf_id
    left join reminder r on r.appraisal_id = task.id and r.kind = task.kind
      and r.employee_id = task.recipient_id and r.deadline = task.deadline
    order by task.recipient_id, task.deadline, employee.name, task.id`;
  return z.array(openTaskSchema).parse(rows);
}

/** Which of these people were reminded of this kind of task since an instant: `<employee> <kind>`. */
export async function listRemindedSince(
  tx: Tx,
  recipientIds: readonly number[],
  since: Date,
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw`
    select distinct employee_id as id, kind from reminder
    where employee_id = any(${[...recipientIds]}::int[]) and kind <> 'escalation' and at >= ${since}`;
  return new Set(
    z
      .array(z.object({ id: z.number(), kind: kindSchema }))
      .parse(rows)
      .map(({ id, kind }) => `${id} ${kind}`),
  );
}

/** A task with the day of the step that is given now. */
export type GivenStep = Pick<OpenTask, 'kind' | 'appraisalId' | 'recipientId' | 'deadline'> & {
  readonly stepOn: CalendarDate;
};

/** Notes the steps and answers those that were not given before: when two processes find the same task, one of them gets it. */
export async function noteSteps<Given extends GivenStep>(
  tx: Tx,
  given: readonly Given[],
  now: Date,
): Promise<readonly Given[]> {
  if (given.length === 0) return [];
  const rows = await tx.$queryRaw`
    insert into reminder (appraisal_id, kind, employee_id, deadline, step_on, at)
    select appraisal_id, kind, employee_id, deadline, step_on, ${now}
    from unnest(${given.map(({ appraisalId }) => appraisalId)}::int[], ${given.map(({ kind }) => kind)}::text[],
      ${given.map(({ recipientId }) => recipientId)}::int[], ${given.map(({ deadline }) => deadline)}::text[]::date[],
      ${given.map(({ stepOn }) => stepOn)}::text[]::date[]) as task (appraisal_id, kind, employee_id, deadline, step_on)
    on conflict (appraisal_id, kind) do update
      set employee_id = excluded.employee_id, deadline = excluded.deadline, step_on = excluded.step_on, at = excluded.at
      where (reminder.employee_id, reminder.deadline) is distinct from (excluded.employee_id, excluded.deadline)
        or reminder.step_on < excluded.step_on
    returning appraisal_id as "appraisalId", kind`;
  const noted = new Set(
    z
      .array(z.object({ appraisalId: z.number(), kind: kindSchema }))
      .parse(rows)
      .map(({ appraisalId, kind }) => `${kind} ${appraisalId}`),
  );
  return given.filter(({ kind, appraisalId }) => noted.has(`${kind} ${appraisalId}`));
}

/** How many reminders of any kind wait in the outbox. */
export async function countWaitingReminders(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw`
    select count(*)::int as waiting from outbox where state = 'queued' and broadcast_id is null and kind like '%reminder'`;
  return z.tuple([z.object({ waiting: z.number() })]).parse(rows)[0].waiting;
}

const selfDeadline = Prisma.sql`greatest(p.self_closes_on, a.self_closes_on)`;
/** Of an appraisal `a` in a period `p`: the last day for its supervisor and its peers. */
export const reviewDeadline = Prisma.sql`greatest(p.review_closes_on, a.review_closes_on, p.self_closes_on, a.self_closes_on)`;
const openSelf = Prisma.sql`a.self_submitted_at is null and a.reviewed_at is null`;
const openReview = Prisma.sql`a.reviewed_at is null and a.supervisor_id is not null and not ${conflictOpen}`;

/** Whether HR gave the appraisal `a` days of its own. */
export const moved = Prisma.sql`(a.self_closes_on is not null or a.review_closes_on is not null)`;

const kindSchema = z.enum(['self', 'review']);
const dateSchema = z.date().transform(fromUtcMidnight);
const openTaskSchema = z.object({
  recipientId: z.number(),
  telegramId: z.bigint().transform(Number),
  locale: z.enum(['id', 'en']).nullable(),
  unitId: z.number(),
  kind: kindSchema,
  appraisalId: z.number(),
  employee: z.string(),
  onBehalfOf: z.string().nullable(),
  period: z.string(),
  deadline: dateSchema,
  opensOn: dateSchema,
  submittedAt: z.date().nullable(),
  last: dateSchema.nullable(),
});
