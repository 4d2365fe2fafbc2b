import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '../domain/calendar.ts';
import { type Framework, parseFramework } from '../domain/framework.ts';
import { fewestVotes, pollAnswers, type Vote } from '../domain/poll.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';

export interface PollRow {
  readonly id: number;
  readonly frameworkKey: string;
  /** As it was asked about. */
  readonly framework: Framework;
  /** As stored; an open one whose last day is over takes no answers either, see `takesVotes`. */
  readonly state: 'open' | 'closed';
  readonly openedAt: Date;
  readonly closesOn: CalendarDate;
}

const answerSchema = z.enum(pollAnswers);

/** Opens a poll about a framework; one whose last day is over is closed first. Null while another one is open. */
export async function openPoll(
  tx: Tx,
  given: {
    readonly framework: Framework;
    readonly closesOn: CalendarDate;
    readonly today: CalendarDate;
    readonly now: Date;
  },
): Promise<number | null> {
  const { framework, closesOn, today, now } = given;
  await tx.$executeRaw`
    update poll set state = 'closed', closed_at = ${now} where framework_key = ${framework.key} and state = 'open' and closes_on < ${today}::date`;
  const rows = await tx.$queryRaw`
    insert into poll (framework_key, framework, state, opened_at, closes_on)
    values (${framework.key}, ${JSON.stringify(framework)}::jsonb, 'open', ${now}, ${closesOn}::date)
    on conflict do nothing returning id`;
  return z.array(z.object({ id: z.number() })).parse(rows)[0]?.id ?? null;
}

export async function findPoll(tx: Tx, id: number): Promise<PollRow | null> {
  const row = await tx.poll.findUnique({ where: { id } });
  return row && pollRow(row);
}

/** The same, held so that it cannot be closed while an answer is being written. */
export async function findPollForVote(tx: Tx, id: number): Promise<PollRow | null> {
  await tx.$executeRaw`select 1 from poll where id = ${id} for share`;
  return findPoll(tx, id);
}

/** The poll about this framework that takes answers today; null when there is none. */
export async function findOpenPoll(tx: Tx, frameworkKey: string, today: CalendarDate): Promise<PollRow | null> {
  const row = await tx.poll.findFirst({
    where: { frameworkKey, state: 'open', closesOn: { gte: toUtcMidnight(today) } },
  });
  return row && pollRow(row);
}

/** The latest polls about a framework, the latest first. */
export async function listPolls(
  tx: Tx,
  frameworkKey: string,
  take: number,
): Promise<readonly Omit<PollRow, 'framework'>[]> {
  const rows = await tx.poll.findMany({
    where: { frameworkKey },
    orderBy: { id: 'desc' },
    take,
    omit: { framework: true },
  });
  return rows.map(headOf);
}

/** Ends a poll before its last day; false when it was over already. */
export async function closePoll(tx: Tx, id: number, now: Date): Promise<boolean> {
  return (
    (await tx.$executeRaw`update poll set state = 'closed', closed_at = ${now} where id = ${id} and state = 'open'`) ===
    1
  );
}

/** Keeps somebody's answers in place of earlier ones, in one statement. */
export async function saveVotes(
  tx: Tx,
  pollId: number,
  employeeId: number,
  votes: readonly Vote[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    insert into poll_vote (poll_id, employee_id, indicator_id, answer, comment, at)
    select ${pollId}, ${employeeId}, vote.indicator_id, vote.answer, vote.comment, ${now}
    from unnest(${votes.map(({ indicatorId }) => indicatorId)}::text[], ${votes.map(({ answer }) => answer)}::text[],
      ${votes.map(({ comment }) => comment)}::text[]) as vote (indicator_id, answer, comment)
    on conflict (poll_id, employee_id, indicator_id) do update set answer = excluded.answer, comment = excluded.comment, at = excluded.at`;
}

/** What somebody answered; empty when they have not. */
export async function findOwnVotes(tx: Tx, pollId: number, employeeId: number): Promise<readonly Vote[]> {
  const rows = await tx.pollVote.findMany({ where: { pollId, employeeId } });
  return rows.map(({ indicatorId, answer, comment }) => ({ indicatorId, answer: answerSchema.parse(answer), comment }));
}

/** How many people answered a poll. */
export async function countVoters(tx: Tx, pollId: number): Promise<number> {
  const rows = await tx.$queryRaw`
    select count(distinct employee_id)::int as voters from poll_vote where poll_id = ${pollId}`;
  return z.array(z.object({ voters: z.number() })).parse(rows)[0]?.voters ?? 0;
}

/** What was said about one indicator. */
export interface IndicatorTally {
  readonly fits: number;
  readonly change: number;
  readonly unclear: number;
  readonly comments: number;
}

const tallySchema = z.object({
  indicatorId: z.string(),
  fits: z.number(),
  change: z.number(),
  unclear: z.number(),
  comments: z.number(),
});

/** The answers to a poll by indicator; one with fewer answers than the minimum is left out, and its numbers never leave here. */
export async function tallyPoll(tx: Tx, pollId: number): Promise<ReadonlyMap<string, IndicatorTally>> {
  const rows = await tx.$queryRaw`
    select indicator_id as "indicatorId", count(*) filter (where answer = 'fits')::int as fits, count(*) filter (where answer = 'change')::int as change,
      count(*) filter (where answer = 'unclear')::int as unclear, count(comment)::int as comments
    from poll_vote where poll_id = ${pollId} group by indicator_id having count(*) >= ${fewestVotes}`;
  return new Map(
    z
      .array(tallySchema)
      .parse(rows)
      .map(({ indicatorId, ...counts }) => [indicatorId, counts]),
  );
}

/**
 * What was written about an indicator, without names or times, in an order that has nothing to do with either; empty while fewer than the minimum answered it.
 */
export async function listComments(
  tx: Tx,
  given: { readonly pollId: number; readonly indicatorId: string; readonly skip: number; readonly take: number },
): Promise<{ readonly comments: readonly string[]; readonly total: number }> {
  const rows = await tx.$queryRaw`
    select comment, count(*) over ()::int as total from poll_vote
    where poll_id = ${given.pollId} and indicator_id = ${given.indicatorId} and comment is not null
      and (select count(*) from poll_vote every where every.poll_id = ${given.pollId} and every.indicator_id = ${given.indicatorId}) >= ${fewestVotes}
    order by md5(comment || poll_id), employee_id offset ${given.skip} limit ${given.take}`;
  const found = z.array(z.object({ comment: z.string(), total: z.number() })).parse(rows);
  return { comments: found.map(({ comment }) => comment), total: found[0]?.total ?? 0 };
}

function pollRow({ framework, ...head }: Prisma.PollGetPayload<object>): PollRow {
  return { ...headOf(head), framework: parseFramework(framework) };
}

function headOf(row: Omit<Prisma.PollGetPayload<object>, 'framework'>): Omit<PollRow, 'framework'> {
  return {
    id: row.id,
    frameworkKey: row.frameworkKey,
    state: row.state === 'open' ? 'open' : 'closed',
    openedAt: row.openedAt,
    closesOn: fromUtcMidnight(row.closesOn),
  };
}
