import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '../domain/calendar.ts';
import { type Zone, zoneSchema } from '../domain/zone.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** What somebody has to do: their own self-assessment, or a review of their staff. */
export type TaskKind = 'self' | 'review';

/** A deadline that counts somewhere: of a period, or moved for one person by HR. */
export interface Deadline {
  readonly kind: TaskKind;
  readonly periodId: number;
  readonly deadline: CalendarDate;
}

/** The step of the ladder that is due for a deadline where the recipient lives in this zone. People whose task opened on `rungOn` or later are told as at the opening; null: the step counts for all. */
export interface LadderStep extends Deadline {
  readonly zone: Zone;
  /** What day it is there. */
  readonly today: CalendarDate;
  readonly rung: string;
  readonly rungOn: CalendarDate | null;
}

/** One task of one person that they have to be reminded of now. */
export interface DueTask {
  readonly recipientId: number;
  readonly telegramId: number;
  readonly locale: 'id' | 'en' | null;
  readonly zone: Zone;
  readonly kind: TaskKind;
  readonly appraisalId: number;
  /** Whose appraisal it is. */
  readonly employee: string;
  readonly period: string;
  readonly deadline: CalendarDate;
  readonly rung: string;
}

/** Key of a task in the ladder. A deadline that HR moved makes a new one, so its ladder starts again. */
export function taskKey(task: Pick<DueTask, 'kind' | 'appraisalId' | 'deadline'>): string {
  return `${task.kind}:${task.appraisalId}@${task.deadline}`;
}

/** Every deadline of open periods: the period's own, and the few that HR moved for one person. */
export async function listDeadlines(tx: Tx): Promise<readonly Deadline[]> {
  const rows = await tx.$queryRaw`
    select 'self' as kind, id as "periodId", self_closes_on as deadline from period where state = 'open'
    union select 'review', id, greatest(review_closes_on, self_closes_on) from period where state = 'open'
    union select 'self', p.id, greatest(p.self_closes_on, a.self_closes_on)
      from appraisal a join period p on p.id = a.period_id where p.state = 'open' and a.self_closes_on is not null
    union select 'review', p.id, greatest(p.review_closes_on, a.review_closes_on, p.self_closes_on, a.self_closes_on)
      from appraisal a join period p on p.id = a.period_id
      where p.state = 'open' and (a.self_closes_on is not null or a.review_closes_on is not null)`;
  return z.array(z.object({ kind: kindSchema, periodId: z.number(), deadline: dateSchema })).parse(rows);
}

/**
 * Who has to be reminded now, by recipient, at most `limit` tasks: everybody who has joined and can be reached, has an open task, lives in a zone of the steps, and was
 * not given this step yet. One statement over the partial set of unfinished appraisals.
 */
export async function findDueTasks(
  tx: Tx,
  steps: readonly LadderStep[],
  fallbackZone: Zone,
  limit: number,
): Promise<readonly DueTask[]> {
  if (steps.length === 0) return [];
  const ladder = Prisma.join(
    steps.map(
      (step) =>
        Prisma.sql`(${step.kind}::text, ${step.periodId}::int, ${step.deadline}::date, ${step.zone}::text, ${step.today}::date, ${step.rung}::text, ${step.rungOn}::date)`,
    ),
  );
  const rows = await tx.$queryRaw`
    with recursive zone_of (unit_id, zone) as (
      select id, coalesce(time_zone, ${fallbackZone}) from unit where parent_id is null
      union all select unit.id, coalesce(unit.time_zone, zone_of.zone) from unit join zone_of on unit.parent_id = zone_of.unit_id
    ),
    ladder (kind, period_id, deadline, zone, today, rung, rung_on) as (values ${ladder}),
    task as (
      select 'self' as kind, a.id, a.employee_id as recipient_id, a.employee_id, p.id as period_id, p.name as period,
        greatest(p.self_closes_on, a.self_closes_on) as deadline, p.self_opens_on as opens_on, null::timestamptz as opened_at
      from appraisal a join period p on p.id = a.period_id
      where p.state = 'open' and a.self_submitted_at is null and a.reviewed_at is null
      union all
      select 'review', a.id, a.supervisor_id, a.employee_id, p.id, p.name,
        greatest(p.review_closes_on, a.review_closes_on, p.self_closes_on, a.self_closes_on),
        greatest(p.self_closes_on, a.self_closes_on) + 1, a.self_submitted_at
      from appraisal a join period p on p.id = a.period_id
      where p.state = 'open' and a.reviewed_at is null and a.supervisor_id is not null
    ),
    due as (
      select task.*, ladder.zone, account.telegram_id, account.locale, employee.name as employee,
        case when ladder.rung_on is not null
          and coalesce((task.opened_at at time zone ladder.zone)::date, task.opens_on) >= ladder.rung_on
          then 'opening' else ladder.rung end as rung
      from task
      join employee on employee.id = task.employee_id and employee.active
      join employee recipient on recipient.id = task.recipient_id and recipient.active
      join account on account.employee_id = recipient.id and account.blocked_at is null
      join zone_of on zone_of.unit_id = recipient.unit_id
      join ladder on ladder.kind = task.kind and ladder.period_id = task.period_id
        and ladder.deadline = task.deadline and ladder.zone = zone_of.zone
      where coalesce((task.opened_at at time zone ladder.zone)::date, task.opens_on) <= ladder.today
    )
    select recipient_id as "recipientId", telegram_id as "telegramId", locale, zone, kind, id as "appraisalId", employee, period, deadline, rung
    from due
    where not exists (
      select 1 from reminder
      where reminder.task = due.kind || ':' || due.id || '@' || due.deadline and reminder.rung = due.rung and reminder.employee_id = due.recipient_id
    )
    order by recipient_id, kind desc, deadline, employee
    limit ${limit}`;
  return z.array(dueTaskSchema).parse(rows);
}

/** Notes that these tasks were reminded of; answers those that were not noted before, so that two processes never remind of the same thing. */
export async function noteReminders(tx: Tx, tasks: readonly DueTask[], now: Date): Promise<readonly DueTask[]> {
  if (tasks.length === 0) return [];
  const rows = await tx.$queryRaw`
    insert into reminder (employee_id, task, rung, at)
    select employee_id, task, rung, ${now}
    from unnest(${tasks.map((task) => task.recipientId)}::int[], ${tasks.map(taskKey)}::text[], ${tasks.map((task) => task.rung)}::text[])
      as given (employee_id, task, rung)
    on conflict do nothing
    returning employee_id as "recipientId", task, rung`;
  const noted = new Set(
    z
      .array(z.object({ recipientId: z.number(), task: z.string(), rung: z.string() }))
      .parse(rows)
      .map((row) => `${row.recipientId} ${row.task} ${row.rung}`),
  );
  return tasks.filter((task) => noted.has(`${task.recipientId} ${taskKey(task)} ${task.rung}`));
}

/** A review so late that others have to know: the late supervisor, and their superior where there is one who can be reached. */
export interface LateReview {
  readonly appraisalId: number;
  readonly supervisorId: number;
  readonly supervisor: string;
  readonly employee: string;
  readonly period: string;
  readonly deadline: CalendarDate;
  readonly superiorTelegramId: number | null;
  readonly superiorLocale: 'id' | 'en' | null;
  readonly superiorUnitId: number | null;
}

/** Reviews whose deadline was on `lateSince` or before and whose superiors were not told yet (`reminder.rung` = escalation), at most `limit`. */
export async function findLateReviews(tx: Tx, lateSince: CalendarDate, limit: number): Promise<readonly LateReview[]> {
  const rows = await tx.$queryRaw`
    select a.id as "appraisalId", supervisor.id as "supervisorId", supervisor.name as supervisor, employee.name as employee, p.name as period,
      greatest(p.review_closes_on, a.review_closes_on, p.self_closes_on, a.self_closes_on) as deadline,
      account.telegram_id as "superiorTelegramId", account.locale as "superiorLocale", superior.unit_id as "superiorUnitId"
    from appraisal a
    join period p on p.id = a.period_id
    join employee on employee.id = a.employee_id and employee.active
    join employee supervisor on supervisor.id = a.supervisor_id
    left join employee superior on superior.id = supervisor.supervisor_id and superior.active
    left join account on account.employee_id = superior.id and account.blocked_at is null
    where p.state = 'open' and a.reviewed_at is null
      and greatest(p.review_closes_on, a.review_closes_on, p.self_closes_on, a.self_closes_on) <= ${toUtcMidnight(lateSince)}::date
      and not exists (
        select 1 from reminder where reminder.rung = 'escalation' and reminder.employee_id = supervisor.id
          and reminder.task = 'review:' || a.id || '@' || greatest(p.review_closes_on, a.review_closes_on, p.self_closes_on, a.self_closes_on)
      )
    order by supervisor.id, employee.name
    limit ${limit}`;
  return z.array(lateReviewSchema).parse(rows);
}

/** Notes that the superiors were told of these; answers those that were not noted before. */
export async function noteEscalations(tx: Tx, late: readonly LateReview[], now: Date): Promise<readonly LateReview[]> {
  if (late.length === 0) return [];
  const keyOf = (review: LateReview) => taskKey({ kind: 'review', ...review });
  const rows = await tx.$queryRaw`
    insert into reminder (employee_id, task, rung, at)
    select employee_id, task, 'escalation', ${now}
    from unnest(${late.map((review) => review.supervisorId)}::int[], ${late.map(keyOf)}::text[]) as given (employee_id, task)
    on conflict do nothing
    returning task`;
  const noted = new Set(
    z
      .array(z.object({ task: z.string() }))
      .parse(rows)
      .map(({ task }) => task),
  );
  return late.filter((review) => noted.has(keyOf(review)));
}

const kindSchema = z.enum(['self', 'review']);
const localeSchema = z.enum(['id', 'en']).nullable();
const telegramIdSchema = z.bigint().transform(Number);
const dateSchema = z.date().transform(fromUtcMidnight);
const dueTaskSchema = z.object({
  recipientId: z.number(),
  telegramId: telegramIdSchema,
  locale: localeSchema,
  zone: zoneSchema,
  kind: kindSchema,
  appraisalId: z.number(),
  employee: z.string(),
  period: z.string(),
  deadline: dateSchema,
  rung: z.string(),
});
const lateReviewSchema = z.object({
  appraisalId: z.number(),
  supervisorId: z.number(),
  supervisor: z.string(),
  employee: z.string(),
  period: z.string(),
  deadline: dateSchema,
  superiorTelegramId: telegramIdSchema.nullable(),
  superiorLocale: localeSchema,
  superiorUnitId: z.number().nullable(),
});
