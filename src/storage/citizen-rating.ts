import { z } from 'zod';
import type { CalendarDate } from '../domain/calendar.ts';
import { citizenGroups, type RatingSum } from '../domain/citizen-figure.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** What becomes of a comment: everybody who may sees it, HR reads it first, or HR decided that it stays unseen. */
export const commentStates = ['shown', 'held', 'hidden'] as const;
export type CommentState = (typeof commentStates)[number];

export interface NewRating {
  readonly unitId: number;
  readonly level: number;
  /** On the unit's calendar. */
  readonly day: CalendarDate;
  readonly visitor: string;
  readonly at: Date;
}

/**
 * Keeps a rating; false when this visitor rated the unit on this day already. Ratings of a unit are numbered one after the other, so that a figure made of the first so many
 * stays what it was. Of the time only the hour is kept: the minute would lead to the chat that wrote then.
 */
export async function insertRating(tx: Tx, { at, ...rating }: NewRating): Promise<boolean> {
  await tx.$executeRaw`select 1 from unit where id = ${rating.unitId} for no key update`;
  const hour = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000);
  const kept = await tx.$executeRaw`
    insert into citizen_rating (unit_id, level, day, visitor, at)
    values (${rating.unitId}, ${rating.level}, ${rating.day}::date, ${rating.visitor}, ${hour})
    on conflict (unit_id, day, visitor) do nothing`;
  return kept === 1;
}

/** Whose rating of which day. */
type Visit = Pick<NewRating, 'unitId' | 'day' | 'visitor'>;

/** Whether this visitor rated on this day and has not commented yet. */
export async function mayComment(tx: Tx, { unitId, day, visitor }: Visit): Promise<boolean> {
  const rows = await tx.$queryRaw`
    select 1 from citizen_rating where unit_id = ${unitId} and day = ${day}::date and visitor = ${visitor} and comment is null`;
  return z.array(z.unknown()).parse(rows).length > 0;
}

/** Adds the visitor's words (Telegram HTML) to their rating of this day, once; false when there is none to add to. */
export async function addComment(
  tx: Tx,
  { unitId, day, visitor }: Visit,
  { html, state }: { readonly html: string; readonly state: CommentState },
): Promise<boolean> {
  const added = await tx.$executeRaw`
    update citizen_rating set comment = ${html}, comment_state = ${state}
    where unit_id = ${unitId} and day = ${day}::date and visitor = ${visitor} and comment is null`;
  return added === 1;
}

/** The units a visitor rated on a day; one row of the index each. */
export async function listRatedOn(tx: Tx, day: CalendarDate, visitor: string): Promise<readonly number[]> {
  const rows =
    await tx.$queryRaw`select unit_id as "unitId" from citizen_rating where day = ${day}::date and visitor = ${visitor}`;
  return z
    .array(z.object({ unitId: z.number() }))
    .parse(rows)
    .map(({ unitId }) => unitId);
}

/** Whether one of a unit's latest two hundred comments says the very same. */
export async function hasSameComment(tx: Tx, unitId: number, html: string): Promise<boolean> {
  const rows = await tx.$queryRaw`
    select 1 from (select comment from citizen_rating where unit_id = ${unitId} order by id desc limit 200) as latest
    where lower(comment) = lower(${html}) limit 1`;
  return z.array(z.unknown()).parse(rows).length > 0;
}

interface Days {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/**
 * Of the ratings of these units those that count between two days, both included: whole groups of arrival whose first and last day lie between them (`citizenGroups`). Groups
 * begin anew on 1 January and 1 July.
 */
function counted(unitIds: readonly number[], { from, to }: Days): Prisma.Sql {
  return Prisma.sql`
    placed as (
      select id, unit_id, level, day, comment, comment_state, date_part('year', day) * 2 + (date_part('month', day) > 6)::int as half,
        (row_number() over (partition by unit_id, date_part('year', day) * 2 + (date_part('month', day) > 6)::int order by id))::int as place
      from citizen_rating
      where unit_id = any(${[...unitIds]}::int[])
        and day >= date_trunc('month', ${from}::date) - make_interval(months => (date_part('month', ${from}::date)::int - 1) % 6)
        and day < date_trunc('month', ${to}::date) + make_interval(months => 6 - (date_part('month', ${to}::date)::int - 1) % 6)
    ),
    sorted as (
      select *, case when place <= ${citizenGroups.first}::int then 0 else (place - ${citizenGroups.first}::int - 1) / ${citizenGroups.further}::int + 1 end as arrival from placed
    ),
    sized as (
      select *, count(*) over arrived as size, min(day) over arrived as first_day, max(day) over arrived as last_day
      from sorted window arrived as (partition by unit_id, half, arrival)
    ),
    counted as (
      select * from sized
      where size = case when arrival = 0 then ${citizenGroups.first}::int else ${citizenGroups.further}::int end
        and first_day >= ${from}::date and last_day <= ${to}::date
    )`;
}

/** Ratings between two days, added up unit by unit in one statement; a unit without any has no entry. */
export async function sumRatings(
  tx: Tx,
  unitIds: readonly number[],
  days: Days,
): Promise<ReadonlyMap<number, RatingSum>> {
  if (unitIds.length === 0) return new Map();
  const rows = await tx.$queryRaw`
    with ${counted(unitIds, days)}
    select unit_id as "unitId", count(*)::int as answers, sum(level)::int as sum, min(level) as lowest, max(level) as highest from counted group by unit_id`;
  return new Map(
    z
      .array(sumSchema)
      .parse(rows)
      .map(({ unitId, ...sum }) => [unitId, sum]),
  );
}

/** How many ratings a unit got from one day on, and before and from another (`turn`), as they came. */
export async function countRatings(
  tx: Tx,
  unitId: number,
  { from, turn }: { readonly from: CalendarDate; readonly turn: CalendarDate },
): Promise<{ readonly before: number; readonly now: number; readonly ever: number }> {
  const rows = await tx.$queryRaw`
    select count(*) filter (where day >= ${from}::date and day < ${turn}::date)::int as before, count(*) filter (where day >= ${turn}::date)::int as now,
      count(*)::int as ever
    from citizen_rating where unit_id = ${unitId}`;
  return (
    z.array(z.object({ before: z.number(), now: z.number(), ever: z.number() })).parse(rows)[0] ?? {
      before: 0,
      now: 0,
      ever: 0,
    }
  );
}

/** Shown comments of the ratings that count between two days, Telegram HTML, in an order that says nothing about when they came; one page of `size` from page 0. */
export async function listShownComments(
  tx: Tx,
  unitId: number,
  days: Days,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly comments: readonly string[] }> {
  const rows = await tx.$queryRaw`
    with ${counted([unitId], days)}
    select comment, (count(*) over ())::int as total from counted where comment_state = 'shown'
    order by md5(comment || id::text) offset ${page * size} limit ${size}`;
  const found = z.array(z.object({ comment: z.string(), total: z.number() })).parse(rows);
  return { total: found[0]?.total ?? 0, comments: found.map(({ comment }) => comment) };
}

/** A comment as HR reads it: without the level that was given with it, and without a time. */
export interface CommentRow {
  readonly id: number;
  readonly unitId: number;
  readonly unit: string;
  readonly html: string;
  readonly state: CommentState;
}

/** Comments HR has to read, of all units, the oldest first. */
export async function listHeldComments(
  tx: Tx,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly comments: readonly CommentRow[] }> {
  const rows = await tx.$queryRaw`
    ${selectComments} where comment_state = 'held' order by citizen_rating.id offset ${page * size} limit ${size}`;
  return asPage(rows);
}

/** Every comment about a unit for HR, those to be read first, then the latest. */
export async function listComments(
  tx: Tx,
  unitId: number,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly comments: readonly CommentRow[] }> {
  const rows = await tx.$queryRaw`
    ${selectComments} where unit_id = ${unitId} and comment is not null
    order by comment_state = 'held' desc, citizen_rating.id desc offset ${page * size} limit ${size}`;
  return asPage(rows);
}

/** Shows or hides a comment; null when there is none, or it is so already. */
export async function saveCommentState(
  tx: Tx,
  id: number,
  state: 'shown' | 'hidden',
): Promise<{ readonly unitId: number } | null> {
  const rows = await tx.$queryRaw`
    update citizen_rating set comment_state = ${state} where id = ${id} and comment_state <> ${state} returning unit_id as "unitId"`;
  return z.array(z.object({ unitId: z.number() })).parse(rows)[0] ?? null;
}

/** How many comments wait for HR. */
export async function countHeldComments(tx: Tx): Promise<number> {
  return tx.citizenRating.count({ where: { commentState: 'held' } });
}

/** Forgets questions that citizens left open for two days: nothing stays of the chat that began to rate. */
export async function forgetCitizenDrafts(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - 2 * 86_400_000);
  return tx.$executeRaw`delete from conversation where flow in ('citizen-rating', 'citizen-comment') and updated_at < ${before}`;
}

const selectComments = Prisma.sql`
  select citizen_rating.id, unit_id as "unitId", unit.path as unit, comment as html, comment_state as state, (count(*) over ())::int as total
  from citizen_rating join unit on unit.id = unit_id`;

function asPage(rows: unknown) {
  const found = z.array(commentSchema).parse(rows);
  return { total: found[0]?.total ?? 0, comments: found.map(({ total: _, ...comment }) => comment) };
}

const sumSchema = z.object({
  unitId: z.number(),
  answers: z.number(),
  sum: z.number(),
  lowest: z.number(),
  highest: z.number(),
});
const commentSchema = z.object({
  id: z.number(),
  unitId: z.number(),
  unit: z.string(),
  html: z.string(),
  state: z.enum(commentStates),
  total: z.number(),
});
