import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import type { Zone } from '../domain/zone.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { idsOf } from './ids-of.ts';

/** An open item somebody has to be told about: the week before, on the day, and three days after with the question whether it was done. */
export interface DueDevelopment {
  readonly recipientId: number;
  readonly telegramId: number;
  readonly locale: 'id' | 'en' | null;
  readonly unitId: number;
  readonly itemId: number;
  readonly text: string;
  readonly dueOn: CalendarDate;
  /** Whose item it is; the recipient's own when `own`. */
  readonly employee: string;
  readonly own: boolean;
  readonly rung: 'week' | 'day' | 'follow-up';
}

/** What day it is; `zone` only says on which day an item came into the plan. */
export interface DevelopmentDay {
  readonly day: CalendarDate;
  readonly zone: Zone;
}

/** Who has to be told something of a plan, in these units, at most `limit` people in no order; one pass over the items that are open and near their date. */
export async function findDevelopmentRecipients(
  tx: Tx,
  at: DevelopmentDay,
  units: readonly number[],
  limit: number,
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    select distinct "recipientId" as id from (${dueItems(at, Prisma.sql`recipient.unit_id = any(${[...units]}::int[])`)}) due
    where ${untold} limit ${limit}`;
  return idsOf(rows);
}

/** What these people have to be told, by recipient; the items are locked, and those another process works on are left out. The supervisor of today is asked too whether it was done. */
export async function lockDueDevelopment(
  tx: Tx,
  at: DevelopmentDay,
  recipientIds: readonly number[],
): Promise<readonly DueDevelopment[]> {
  const rows = await tx.$queryRaw`
    with due as (${dueItems(at, Prisma.sql`recipient.id = any(${[...recipientIds]}::int[])`)} for update of i skip locked)
    select * from due where ${untold} order by "recipientId", "dueOn", "itemId"`;
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

/** Items put into the plan within the last week before their date skip the first step. */
const dueItems = ({ day, zone }: DevelopmentDay, recipients: Prisma.Sql) => Prisma.sql`
  select recipient.id as "recipientId", account.telegram_id as "telegramId", account.locale, recipient.unit_id as "unitId", i.id as "itemId", i.text,
    i.due_on as "dueOn", owner.name as employee, recipient.id = owner.id as own,
    case when recipient.id = owner.id then i.told_own else i.told_leader end as told,
    case when i.due_on - ${day}::date between 1 and 7 and i.due_on - (i.created_at at time zone ${zone})::date > 7 then 'week'
      when ${day}::date - i.due_on between 0 and 2 then 'day'
      when ${day}::date - i.due_on >= 3 then 'follow-up' end as rung
  from development_item i
  join employee owner on owner.id = i.employee_id and owner.active
  join employee recipient on (recipient.id = owner.id or recipient.id = owner.supervisor_id) and recipient.active
  join account on account.employee_id = recipient.id and account.blocked_at is null and account.cut_off_at is null
  where i.state = 'planned' and i.due_on <= ${day}::date + 7 and ${recipients}`;
const untold = Prisma.sql`rung is not null and (own or rung = 'follow-up') and rung is distinct from told`;

const dueSchema = z.object({
  recipientId: z.number(),
  telegramId: z.bigint().transform(Number),
  locale: z.enum(['id', 'en']).nullable(),
  unitId: z.number(),
  itemId: z.number(),
  text: z.string(),
  dueOn: z.date().transform(fromUtcMidnight),
  employee: z.string(),
  own: z.boolean(),
  rung: z.enum(['week', 'day', 'follow-up']),
});
