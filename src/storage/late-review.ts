import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import { conflictOpen } from './conflict.ts';
import type { Tx } from './database.ts';

/** A supervisor with reviews so late that others have to know, and their own superior where there is one who can be reached. */
export interface LateSupervisor {
  readonly supervisorId: number;
  readonly supervisor: string;
  /** How many of their reviews are so late and were not told of before. */
  readonly count: number;
  /** The earliest deadline among them. */
  readonly deadline: CalendarDate;
  readonly superior: {
    readonly telegramId: number;
    readonly locale: 'id' | 'en' | null;
    readonly unitId: number;
  } | null;
}

/**
 * Notes every review whose deadline was on `lateSince` or before and that was not noted before, and answers them by supervisor, most first. Once for an appraisal and a deadline:
 * a supervisor who takes over a late review is not called late for it. One statement, so two processes never tell of the same review.
 */
export async function noteLateReviews(tx: Tx, lateSince: CalendarDate, now: Date): Promise<readonly LateSupervisor[]> {
  const rows = await tx.$queryRaw`
    with late as (
      select a.id, a.supervisor_id, d.deadline
      from appraisal a
      join period p on p.id = a.period_id
      cross join lateral (select greatest(p.review_closes_on, a.review_closes_on, p.self_closes_on, a.self_closes_on) as deadline) d
      join employee on employee.id = a.employee_id and employee.active
      left join reminder r on r.appraisal_id = a.id and r.kind = 'escalation'
      where p.state = 'open' and a.reviewed_at is null and a.supervisor_id is not null and not ${conflictOpen} and d.deadline <= ${lateSince}::date
        and (r.kind is null or r.deadline < d.deadline)
      order by a.id
    ),
    noted as (
      insert into reminder (appraisal_id, kind, employee_id, deadline, step_on, at)
      select id, 'escalation', supervisor_id, deadline, ${lateSince}::date, ${now} from late
      on conflict (appraisal_id, kind) do update
        set employee_id = excluded.employee_id, deadline = excluded.deadline, step_on = excluded.step_on, at = excluded.at
        where reminder.deadline < excluded.deadline
      returning employee_id, deadline
    ),
    counted as (
      select employee_id, count(*)::int as count, min(deadline) as deadline from noted group by employee_id
    )
    select supervisor.id as "supervisorId", supervisor.name as supervisor, counted.count, counted.deadline,
      account.telegram_id as "telegramId", account.locale, superior.unit_id as "unitId"
    from counted
    join employee supervisor on supervisor.id = counted.employee_id
    left join employee superior on superior.id = supervisor.supervisor_id and superior.active
    left join account on account.employee_id = superior.id and account.blocked_at is null
    order by counted.count desc, supervisor.name, supervisor.id`;
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ telegramId, locale, unitId, ...late }) => ({
      ...late,
      superior: telegramId === null || unitId === null ? null : { telegramId, locale, unitId },
    }));
}

const rowSchema = z.object({
  supervisorId: z.number(),
  supervisor: z.string(),
  count: z.number(),
  deadline: z.date().transform(fromUtcMidnight),
  telegramId: z.bigint().transform(Number).nullable(),
  locale: z.enum(['id', 'en']).nullable(),
  unitId: z.number().nullable(),
});
