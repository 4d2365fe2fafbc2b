import { z } from 'zod';
import type { CalendarDate } from '../domain/calendar.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** The delegate who may act in the stead of this appraisal's supervisor on a day of the supervisor's calendar; null when there is none. */
export async function findStandIn(tx: Tx, appraisalId: number, day: CalendarDate): Promise<number | null> {
  const rows = await tx.$queryRaw`
    with ${standIns(day)}
    select nullif(${reviewer}, a.supervisor_id) as id from appraisal a ${joinStandIn} where a.id = ${appraisalId}`;
  return z.array(z.object({ id: z.number().nullable() })).parse(rows)[0]?.id ?? null;
}

/** The delegates of a day (/delegasi) as `stand_in`: one for a supervisor, on the roster and reachable. */
export function standIns(day: CalendarDate): Prisma.Sql {
  return Prisma.sql`stand_in as materialized (
    select distinct on (d.from_id) d.from_id, d.to_id, taker.supervisor_id as superior_id
    from delegation d join employee giver on giver.id = d.from_id and giver.active join employee taker on taker.id = d.to_id and taker.active
    join account on account.employee_id = taker.id and account.blocked_at is null
    where d.cancelled_at is null and d.starts_on <= ${day}::date and d.ends_on >= ${day}::date order by d.from_id, d.id desc
  )`;
}
/** Joins the delegate of the supervisor of an appraisal `a`; null where there is none. */
export const joinStandIn = Prisma.sql`left join stand_in on stand_in.from_id = a.supervisor_id`;
/** Who is reminded of what waits for the supervisor of an appraisal `a`: the delegate where they may stand in (`permission.ts`), else the supervisor, who keeps the right either way. */
export const reviewer = Prisma.sql`case when stand_in.to_id is null or stand_in.to_id = a.employee_id or stand_in.superior_id = a.employee_id
  or exists (select from peer_request asked where asked.appraisal_id = a.id and asked.peer_id = stand_in.to_id and asked.state in ('asked', 'submitted'))
  then a.supervisor_id else stand_in.to_id end`;
