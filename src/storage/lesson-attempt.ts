import { z } from 'zod';
import type { Tx } from './database.ts';

/** Which lesson; another version asks other questions and is counted apart. */
interface WhichLesson {
  readonly lesson: string;
  readonly version: number;
}

/** Somebody opens a lesson. Nothing happens when they have it open already. */
export async function openAttempt(
  tx: Tx,
  employeeId: number,
  { lesson, version }: WhichLesson,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    insert into lesson_attempt (employee_id, lesson, version, opened_at) values (${employeeId}, ${lesson}, ${version}, ${now})
    on conflict do nothing`;
}

/** Somebody is through with the quiz of a lesson they opened (also under an earlier version). */
export async function finishAttempt(
  tx: Tx,
  employeeId: number,
  done: WhichLesson & { readonly questions: number; readonly missed: readonly string[] },
  now: Date,
): Promise<void> {
  await openAttempt(tx, employeeId, done, now);
  await tx.$executeRaw`
    update lesson_attempt set finished_at = ${now}, questions = ${done.questions}, "right" = ${done.questions - done.missed.length},
      missed = ${[...done.missed]}::text[]
    where employee_id = ${employeeId} and lesson = ${done.lesson} and version = ${done.version} and finished_at is null`;
}

/** Somebody's own way with a lesson. */
export interface OwnAttempts {
  /** Times they finished it. */
  readonly times: number;
  /** Most questions they had right at once; null when they have not finished it yet. */
  readonly best: number | null;
}

export async function findOwnAttempts(
  tx: Tx,
  employeeId: number,
  { lesson, version }: WhichLesson,
): Promise<OwnAttempts> {
  const found = await tx.lessonAttempt.aggregate({
    where: { employeeId, lesson, version, finishedAt: { not: null } },
    _count: true,
    _max: { right: true },
  });
  return { times: found._count, best: found._max.right };
}

/** How far a lesson got, in people, and what they understood. */
export interface LessonReach {
  /** Whom an invitation to it reached, by broadcasts. */
  readonly invited: number;
  readonly opened: number;
  readonly finished: number;
  /** How many people the figures below are about: those who finished first, in whole fives. */
  readonly counted: number;
  /** Questions right at the first try, on average of their first time; null while nobody is counted. */
  readonly meanRight: number | null;
  /** How many of those counted did not have a question right, by its id; a question that is not here was right for all. */
  readonly missed: Readonly<Record<string, number>>;
}

/** From so many on, and only in steps of so many, figures show: no answer of one person can be found by looking before and after. */
export const lessonStep = 5;

/**
 * Reach and understanding of a lesson, of everybody or (`broadcastId`) of those one broadcast reached. By each person's first time through, which never changes; one statement.
 */
export async function findLessonReach(
  tx: Tx,
  { lesson, version, broadcastId }: WhichLesson & { readonly broadcastId: number | null },
): Promise<LessonReach> {
  const rows = await tx.$queryRaw`
    with reached as (
      select distinct outbox.chat_id from outbox join broadcast on broadcast.id = outbox.broadcast_id
      where outbox.state = 'sent' and (broadcast.id = ${broadcastId}::int or (${broadcastId}::int is null
        and broadcast.content->'button'->>'kind' = 'lesson' and broadcast.content->'button'->>'lesson' = ${lesson}))
    ), gone as (
      select attempt.employee_id, min(attempt.finished_at) as finished_at from lesson_attempt attempt
      where attempt.lesson = ${lesson} and attempt.version = ${version} and (${broadcastId}::int is null
        or exists (select from account join reached on reached.chat_id = account.telegram_id where account.employee_id = attempt.employee_id))
      group by attempt.employee_id
    ), counted as (
      select first."right", first.missed from gone, lateral (
        select "right", missed, id from lesson_attempt
        where lesson = ${lesson} and version = ${version} and employee_id = gone.employee_id and finished_at = gone.finished_at order by id limit 1) first
      order by gone.finished_at, gone.employee_id
      limit (select count(finished_at) - count(finished_at) % ${lessonStep} from gone)
    )
    select (select count(*)::int from reached) as invited, (select count(*)::int from gone) as opened,
      (select count(finished_at)::int from gone) as finished, (select count(*)::int from counted) as counted,
      (select avg("right")::float8 from counted) as "meanRight",
      (select coalesce(jsonb_object_agg(question, people), '{}') from (
        select question, count(*)::int as people from counted, unnest(counted.missed) question group by question) each) as missed`;
  const [row] = z.array(reachSchema).parse(rows);
  if (!row) throw new Error('An aggregate returned no row.');
  return row;
}

const reachSchema = z.object({
  invited: z.number(),
  opened: z.number(),
  finished: z.number(),
  counted: z.number(),
  meanRight: z.number().nullable(),
  missed: z.record(z.string(), z.number()),
});
