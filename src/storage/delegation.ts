import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import type { Tx } from './database.ts';
import { nameHas } from './find-by-words.ts';
import { Prisma } from './generated/client.ts';

/** A supervisor's reviews in the hands of somebody else, from a day to a day, both included, on the calendar of the supervisor's unit. */
export interface DelegationRow {
  readonly id: number;
  readonly from: { readonly id: number; readonly name: string; readonly unitId: number };
  readonly to: { readonly id: number; readonly name: string };
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly cancelledAt: Date | null;
}

export interface NewDelegation {
  readonly fromId: number;
  readonly toId: number;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

export async function insertDelegation(tx: Tx, given: NewDelegation, now: Date): Promise<number> {
  const rows = await tx.$queryRaw`
    insert into delegation (from_id, to_id, starts_on, ends_on, created_at)
    values (${given.fromId}, ${given.toId}, ${given.startsOn}::date, ${given.endsOn}::date, ${now}) returning id`;
  return z.tuple([z.object({ id: z.number() })]).parse(rows)[0].id;
}

/** Holds this employee's delegations: whoever sets or cancels one waits here for whoever does so at the same time. */
export async function lockDelegations(tx: Tx, fromId: number): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${lockSpace}::int, ${fromId}::int)`;
}

const lockSpace = 8_401;

export async function findDelegation(tx: Tx, id: number): Promise<DelegationRow | null> {
  const [row] = await selectDelegations(tx, Prisma.sql`d.id = ${id}`, 1);
  return row ?? null;
}

/** What this employee gave to others or was given, the latest first, at most ten; cancelled ones too. */
export async function listDelegations(tx: Tx, employeeId: number): Promise<readonly DelegationRow[]> {
  return selectDelegations(tx, Prisma.sql`(d.from_id = ${employeeId} or d.to_id = ${employeeId})`, 10);
}

/** Everybody's that are not over on this day, those that began first before the others; one page of `size` from page 0. */
export async function listAllDelegations(
  tx: Tx,
  day: CalendarDate,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly delegations: readonly DelegationRow[] }> {
  const rows = await tx.$queryRaw`
    ${selectWhere(Prisma.sql`giver.active and d.cancelled_at is null and d.ends_on >= ${day}::date`)}
    order by d.starts_on, d.id offset ${page * size} limit ${size}`;
  const found = z.array(rowSchema).parse(rows);
  return { total: found[0]?.total ?? 0, delegations: found.map(delegationRow) };
}

/** One of this employee's that shares a day with these and was not cancelled; null when they are free. */
export async function findOverlapping(
  tx: Tx,
  { fromId, startsOn, endsOn }: Omit<NewDelegation, 'toId'>,
): Promise<DelegationRow | null> {
  const [row] = await selectDelegations(
    tx,
    Prisma.sql`d.from_id = ${fromId} and d.cancelled_at is null and d.starts_on <= ${endsOn}::date and d.ends_on >= ${startsOn}::date`,
    1,
  );
  return row ?? null;
}

/** Those given to this employee that may count on one of these days, by the supervisor still on the roster; each supervisor's own calendar decides. */
export async function listGivenTo(
  tx: Tx,
  toId: number,
  days: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<readonly DelegationRow[]> {
  return selectDelegations(
    tx,
    Prisma.sql`d.to_id = ${toId} and d.cancelled_at is null and giver.active and d.ends_on >= ${days.from}::date and d.starts_on <= ${days.to}::date`,
    10,
  );
}

/** Ends one before its time; answers whether it was there to end. What it told ahead of time is not sent any more. */
export async function cancelDelegation(tx: Tx, id: number, now: Date, keys: readonly string[]): Promise<boolean> {
  const { count } = await tx.delegation.updateMany({ where: { id, cancelledAt: null }, data: { cancelledAt: now } });
  if (count > 0) await tx.outboxMessage.deleteMany({ where: { dedupeKey: { in: [...keys] }, state: 'queued' } });
  return count > 0;
}

/** The appraisals of open and closed periods about which this employee was asked as a colleague: there they stand in for nobody. */
export async function listAskedAbout(tx: Tx, peerId: number): Promise<ReadonlySet<number>> {
  const rows = await tx.peerRequest.findMany({
    where: {
      peerId,
      state: { in: ['asked', 'submitted'] },
      appraisal: { period: { state: { in: ['open', 'closed'] } } },
    },
    select: { appraisalId: true },
  });
  return new Set(rows.map(({ appraisalId }) => appraisalId));
}

/** Names of the delegate who assessed and of the supervisor they stood in for. */
export interface AssessedFor {
  readonly rater: string;
  readonly supervisor: string;
}

/** In whose stead an appraisal's supervisor part was given; null when whoever gave it acted for themselves, or there is none. */
export async function findAssessedFor(tx: Tx, appraisalId: number): Promise<AssessedFor | null> {
  const rows = await tx.$queryRaw`
    select rater.name as rater, supervisor.name as supervisor
    from assessment join employee rater on rater.id = assessment.rater_id join employee supervisor on supervisor.id = assessment.on_behalf_of_id
    where assessment.appraisal_id = ${appraisalId} and assessment.kind = 'supervisor'`;
  return z.array(z.object({ rater: z.string(), supervisor: z.string() })).parse(rows)[0] ?? null;
}

/** A person who may become a delegate. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
}

/**
 * Who may stand in for a supervisor: on the roster and joined, but nobody whom they lead or assess now. Without `text` the superior and those with the same superior or of the same unit; with it
 * everybody whose name holds every word. By name, and how many there are.
 */
export async function searchDelegates(
  tx: Tx,
  fromId: number,
  { text, skip, take }: { readonly text: string; readonly skip: number; readonly take: number },
): Promise<{ readonly total: number; readonly people: readonly Candidate[] }> {
  const near = Prisma.sql`(other.id = me.supervisor_id or other.supervisor_id = me.supervisor_id or other.unit_id = me.unit_id)`;
  const rows = await tx.$queryRaw`
    select other.id, other.name, (count(*) over ())::int as total
    from employee me join employee other on other.id <> me.id
    where me.id = ${fromId} and ${mayStandIn} and ${text.trim() === '' ? near : nameHas('other', text)}
    order by other.name, other.id offset ${skip} limit ${take}`;
  const found = z.array(z.object({ id: z.number(), name: z.string(), total: z.number() })).parse(rows);
  return { total: found[0]?.total ?? 0, people: found.map(({ id, name }) => ({ id, name })) };
}

/** Whether this employee may stand in for that supervisor; their name, or null. */
export async function findDelegate(tx: Tx, fromId: number, toId: number): Promise<Candidate | null> {
  const rows = await tx.$queryRaw`
    select other.id, other.name from employee me join employee other on other.id = ${toId} and other.id <> me.id
    where me.id = ${fromId} and ${mayStandIn}`;
  return z.array(z.object({ id: z.number(), name: z.string() })).parse(rows)[0] ?? null;
}

const mayStandIn = Prisma.sql`other.active and other.supervisor_id is distinct from me.id
  and exists (select from account where account.employee_id = other.id and account.blocked_at is null and account.cut_off_at is null)
  and not exists (
    select from appraisal a join period p on p.id = a.period_id
    where a.employee_id = other.id and a.supervisor_id = me.id and p.state in ('open', 'closed')
  )`;

async function selectDelegations(tx: Tx, which: Prisma.Sql, most: number): Promise<readonly DelegationRow[]> {
  const rows = await tx.$queryRaw`${selectWhere(which)} order by d.starts_on desc, d.id desc limit ${most}`;
  return z.array(rowSchema).parse(rows).map(delegationRow);
}

function selectWhere(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select d.id, d.starts_on as "startsOn", d.ends_on as "endsOn", d.cancelled_at as "cancelledAt",
      giver.id as "fromId", giver.name as "fromName", giver.unit_id as "unitId", taker.id as "toId", taker.name as "toName",
      (count(*) over ())::int as total
    from delegation d join employee giver on giver.id = d.from_id join employee taker on taker.id = d.to_id
    where ${which}`;
}

function delegationRow(row: z.output<typeof rowSchema>): DelegationRow {
  return {
    id: row.id,
    from: { id: row.fromId, name: row.fromName, unitId: row.unitId },
    to: { id: row.toId, name: row.toName },
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    cancelledAt: row.cancelledAt,
  };
}

const rowSchema = z.object({
  id: z.number(),
  startsOn: z.date().transform(fromUtcMidnight),
  endsOn: z.date().transform(fromUtcMidnight),
  cancelledAt: z.date().nullable(),
  fromId: z.number(),
  fromName: z.string(),
  unitId: z.number(),
  toId: z.number(),
  toName: z.string(),
  total: z.number(),
});
