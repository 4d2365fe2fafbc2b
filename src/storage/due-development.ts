import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '../domain/calendar.ts';
import { type Zone, zoneSchema } from '../domain/zone.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** An open item somebody has to be told about: the week before, on the day, and three days after with the question whether it was done. */
export interface DueDevelopment {
  readonly recipientId: number;
  readonly telegramId: number;
  readonly locale: 'id' | 'en' | null;
  readonly zone: Zone;
  readonly itemId: number;
  readonly text: string;
  readonly dueOn: CalendarDate;
  /** Whose item it is; the recipient's own when `own`. */
  readonly employee: string;
  readonly own: boolean;
  readonly rung: 'week' | 'day' | 'follow-up';
}

/**
 * What is due and was not told yet, by recipient, at most `limit`; the items are locked, and those another process works on are left out. `days` says what day it is in each zone that is awake; the zone is the
 * recipient's own. The supervisor of today is asked too whether it was done. Items put into the plan within the last week before their date skip the first step.
 */
export async function findDueDevelopment(
  tx: Tx,
  days: readonly { readonly zone: Zone; readonly today: CalendarDate }[],
  fallbackZone: Zone,
  limit: number,
): Promise<readonly DueDevelopment[]> {
  if (days.length === 0) return [];
  const awake = Prisma.join(days.map(({ zone, today }) => Prisma.sql`(${zone}::text, ${toUtcMidnight(today)}::date)`));
  const rows = await tx.$queryRaw`
    with recursive zone_of (unit_id, zone) as (
      select id, coalesce(time_zone, ${fallbackZone}) from unit where parent_id is null
      union all select unit.id, coalesce(unit.time_zone, zone_of.zone) from unit join zone_of on unit.parent_id = zone_of.unit_id
    ),
    awake (zone, today) as (values ${awake}),
    due as (
      select recipient.id as recipient_id, account.telegram_id, account.locale, awake.zone, i.id as item_id, i.text, i.due_on,
        owner.name as employee, recipient.id = owner.id as own,
        case when recipient.id = owner.id then i.told_own else i.told_leader end as told,
        case when i.due_on - awake.today between 1 and 7 and i.due_on - (i.created_at at time zone awake.zone)::date > 7 then 'week'
          when awake.today - i.due_on between 0 and 2 then 'day'
          when awake.today - i.due_on >= 3 then 'follow-up' end as rung
      from development_item i
      join employee owner on owner.id = i.employee_id and owner.active
      join employee recipient on (recipient.id = owner.id or recipient.id = owner.supervisor_id) and recipient.active
      join account on account.employee_id = recipient.id and account.blocked_at is null and account.cut_off_at is null
      join zone_of on zone_of.unit_id = recipient.unit_id
      join awake on awake.zone = zone_of.zone
      where i.state = 'planned'
      for update of i skip locked
    )
    select recipient_id as "recipientId", telegram_id as "telegramId", locale, zone, item_id as "itemId", text, due_on as "dueOn", employee, own, rung
    from due
    where rung is not null and (own or rung = 'follow-up') and rung is distinct from told
    order by recipient_id, due_on, item_id limit ${limit}`;
  return z.array(dueSchema).parse(rows);
}

/** Notes that these steps were told, in the transaction that found them. One statement. */
export async function noteDevelopmentTold(tx: Tx, due: readonly DueDevelopment[]): Promise<void> {
  if (due.length === 0) return;
  await tx.$executeRaw`
    update development_item i set told_own = coalesce(step.own, i.told_own), told_leader = coalesce(step.leader, i.told_leader)
    from (
      select item_id, max(rung) filter (where own) as own, max(rung) filter (where not own) as leader
      from unnest(${due.map(({ itemId }) => itemId)}::int[], ${due.map(({ own }) => own)}::bool[], ${due.map(({ rung }) => rung)}::text[]) as given (item_id, own, rung)
      group by item_id
    ) as step
    where i.id = step.item_id`;
}

const dueSchema = z.object({
  recipientId: z.number(),
  telegramId: z.bigint().transform(Number),
  locale: z.enum(['id', 'en']).nullable(),
  zone: zoneSchema,
  itemId: z.number(),
  text: z.string(),
  dueOn: z.date().transform(fromUtcMidnight),
  employee: z.string(),
  own: z.boolean(),
  rung: z.enum(['week', 'day', 'follow-up']),
});
