import { z } from 'zod';
import type { CalendarDate } from '../domain/calendar.ts';
import {
  parseRetention,
  type Retention,
  type RetentionClass,
  retentionClasses,
  retentionClassSchema,
} from '../domain/retention.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { findPreference, savePreference } from './preference.ts';

/** How long each class of data is kept: HR's years, else the defaults. */
export async function findRetention(tx: Tx): Promise<Retention> {
  return parseRetention(await findPreference(tx, 'retention'));
}

export async function saveRetention(tx: Tx, retention: Retention): Promise<void> {
  await savePreference(tx, 'retention', JSON.stringify(retention));
}

/** One kind of row of a class: which of them are past their time, and one statement that takes the next of them. */
export interface Sweep {
  /** Rows past their time, as `select … from …` without a limit. */
  past(since: CalendarDate): Prisma.Sql;
  /** Takes at most `limit` of them; answers how many it took. Safe to repeat, and side by side with another process. */
  take(tx: Tx, at: { readonly since: CalendarDate; readonly limit: number; readonly now: Date }): Promise<number>;
}

/** What belongs to each class, in the order in which it is taken. */
export const sweeps: Readonly<Record<RetentionClass, readonly Sweep[]>> = {
  words: [
    { past: (since) => pastAppraisals('words', since), take: takeWords },
    deleted(
      'development_item',
      'id',
      (since) => Prisma.sql`
      select t.id from development_item t where t.appraisal_id is null and t.due_on < ${since}::date`,
    ),
    { past: pastRecognitions, take: takeRecognitionWords },
  ],
  answers: [
    { past: (since) => pastAppraisals('answers', since), take: takeAnswers },
    deleted(
      'lesson_attempt',
      'id',
      (since) => Prisma.sql`
      select t.id from lesson_attempt t where coalesce(t.finished_at, t.opened_at) < ${since}::date`,
    ),
  ],
  people: [{ past: pastPeople, take: takePeople }],
  trail: [deleted('audit', 'id', (since) => Prisma.sql`select t.id from audit t where t.at < ${since}::date`)],
  citizens: [{ past: pastCitizens, take: takeCitizens }],
  messages: [
    { past: pastConcerns, take: takeConcerns },
    deleted(
      'correction_request',
      'id',
      (since) => Prisma.sql`
      select t.id from correction_request t where t.state <> 'open' and t.settled_at < ${since}::date`,
    ),
    deleted(
      'poll_vote',
      'ctid',
      (since) => Prisma.sql`
      select t.ctid from poll_vote t join poll on poll.id = t.poll_id where least(poll.closed_at::date, poll.closes_on) < ${since}::date`,
    ),
  ],
  notes: [
    deleted('feedback_note', 'id', (since) => Prisma.sql`select t.id from feedback_note t where t.at < ${since}::date`),
  ],
};

/** How many rows of each class are past their time, each kind counted up to `most`, in one statement. */
export async function countPast(
  tx: Tx,
  since: Readonly<Record<RetentionClass, CalendarDate>>,
  most: number,
): Promise<ReadonlyMap<RetentionClass, number>> {
  const counted = retentionClasses.flatMap((name) =>
    sweeps[name].map(
      ({ past }) =>
        Prisma.sql`select ${name}::text as name, (select count(*)::int from (${past(since[name])} limit ${most}) as found) as count`,
    ),
  );
  const rows = await tx.$queryRaw`
    select name, sum(count)::int as count from (${Prisma.join(counted, ' union all ')}) as counted group by name`;
  return new Map(
    z
      .array(z.object({ name: retentionClassSchema, count: z.number() }))
      .parse(rows)
      .map(({ name, count }) => [name, count]),
  );
}

/** Whether retention was at a period: it cannot be worked on again. */
export async function hasErased(tx: Tx, periodId: number): Promise<boolean> {
  const erased = await tx.appraisal.findFirst({
    where: { periodId, wordsErasedAt: { not: null } },
    select: { id: true },
  });
  return erased !== null;
}

/** A kind whose rows simply go. */
function deleted(table: string, key: 'id' | 'ctid', past: Sweep['past']): Sweep {
  const [name, id] = [Prisma.raw(table), Prisma.raw(key)];
  return {
    past,
    take: (tx, { since, limit }) =>
      tx.$executeRaw`
        delete from ${name} where ${id} = any (array(${past(since)} order by t.${id} limit ${limit} for update of t skip locked))`,
  };
}

/** Appraisals of periods that are over for so long, never one with an open objection: that one is held until it was decided. */
function pastAppraisals(what: 'words' | 'answers', since: CalendarDate): Prisma.Sql {
  const untouched =
    what === 'words'
      ? Prisma.sql`t.words_erased_at is null`
      : Prisma.sql`t.anonymised_at is null and t.words_erased_at is not null`;
  return Prisma.sql`
    select t.id, t.employee_id from appraisal t join period p on p.id = t.period_id
    where p.state in ('closed', 'released') and p.ends_on < ${since}::date and ${untouched}
      and not exists (select from objection o where o.appraisal_id = t.id and o.state = 'open')`;
}

/** Comments, evidence, examples, the supervisor's and the hearer's words, reports, dialogues and development items; the decision, the numbers and who decided stay. */
function takeWords(tx: Tx, { since, limit, now }: Parameters<Sweep['take']>[1]): Promise<number> {
  return tx.$executeRaw`
    with due as materialized (${pastAppraisals('words', since)} order by t.id limit ${limit} for update of t skip locked),
    given as materialized (select s.id from assessment s join due on due.id = s.appraisal_id),
    comments as (update answer set comment = null where assessment_id in (select id from given) and comment is not null),
    files as (delete from evidence where assessment_id in (select id from given)),
    praise as (update assessment set commendation = null where id in (select id from given) and commendation is not null),
    objections as (
      update objection set reason = '', evidence = '{"comment": null, "items": []}', supervisor_statement = null,
        decision_reason = case when decision_reason is null then null else '' end
      where appraisal_id in (select id from due)
    ),
    reports as (delete from work_report where appraisal_id in (select id from due)),
    plans as (update work_plan set remark = null where appraisal_id in (select id from due) and remark is not null),
    talks as (delete from performance_dialogue where appraisal_id in (select id from due)),
    growth as (
      delete from development_item using due
      where development_item.appraisal_id = due.id and development_item.employee_id = due.employee_id
    ),
    conflicts as (update conflict_declaration set reason = '', answer = null where appraisal_id in (select id from due))
    update appraisal set feedback = null, predicate_reason = null, words_erased_at = ${now} where id in (select id from due)`;
}

/** Single answers, work plans, reminders and who was asked as a peer; that two keep apart for a conflict of interest stays, without its words. */
function takeAnswers(tx: Tx, { since, limit, now }: Parameters<Sweep['take']>[1]): Promise<number> {
  return tx.$executeRaw`
    with due as materialized (${pastAppraisals('answers', since)} order by t.id limit ${limit} for update of t skip locked),
    given as (delete from assessment where appraisal_id in (select id from due)),
    plans as (delete from work_plan where appraisal_id in (select id from due)),
    reminded as (delete from reminder where appraisal_id in (select id from due)),
    asked as (
      delete from peer_request where appraisal_id in (select id from due) and not (state = 'declined' and coalesce(reason, '') like 'conflict%')
    ),
    apart as (
      update peer_request set reason = 'conflict'
      where appraisal_id in (select id from due) and state = 'declined' and coalesce(reason, '') like 'conflict%'
    )
    update appraisal set anonymised_at = ${now} where id in (select id from due)`;
}

function pastRecognitions(since: CalendarDate): Prisma.Sql {
  return Prisma.sql`
    select t.id from recognition t
    where t.created_at < ${since}::date and t.state <> 'proposed' and (t.reason <> '' or t.decision_reason is not null)`;
}

/** What was said for and against a nomination, and its evidence; that there was one stays. */
function takeRecognitionWords(tx: Tx, { since, limit }: Parameters<Sweep['take']>[1]): Promise<number> {
  return tx.$executeRaw`
    update recognition set reason = '', decision_reason = null,
      evidence = case jsonb_typeof(evidence) when 'object' then '{"comment": null, "items": []}'::jsonb else '[]'::jsonb end
    where id = any (array(${pastRecognitions(since)} order by t.id limit ${limit} for update of t skip locked))`;
}

function pastPeople(since: CalendarDate): Prisma.Sql {
  return Prisma.sql`
    select t.id from employee t
    where not t.active and t.anonymised_at is null and t.updated_at < ${since}::date
      and not exists (select from appraisal a join objection o on o.appraisal_id = a.id where a.employee_id = t.id and o.state = 'open')`;
}

/** Name and NIP give way to a placeholder that is nobody's, the chat is let go with its drafts, and so are the links that were once sent. */
function takePeople(tx: Tx, { since, limit, now }: Parameters<Sweep['take']>[1]): Promise<number> {
  return tx.$executeRaw`
    with due as materialized (${pastPeople(since)} order by t.id limit ${limit} for update of t skip locked),
    chats as (
      update account set employee_id = null, first_name = '', view = null, menu = null, conversation_id = null, joined_at = null
      where employee_id in (select id from due) returning telegram_id
    ),
    drafts as (delete from conversation where telegram_id in (select telegram_id from chats)),
    links as (delete from invitation where employee_id in (select id from due))
    update employee set name = ${anonymousName}, nip = 'X' || lpad(id::text, 17, '0'), role = 'employee', anonymised_at = ${now}
    where id in (select id from due)`;
}

/** Stands where the name of somebody who left long ago was, in every list: it says itself what happened. */
const anonymousName = 'Pegawai (dianonimkan)';

function pastCitizens(since: CalendarDate): Prisma.Sql {
  return Prisma.sql`select t.id from citizen_rating t where t.comment is not null and t.day < ${since}::date`;
}

/** The words go, the rating of the unit stays. */
function takeCitizens(tx: Tx, { since, limit }: Parameters<Sweep['take']>[1]): Promise<number> {
  return tx.$executeRaw`
    update citizen_rating set comment = null, comment_state = null
    where id = any (array(${pastCitizens(since)} order by t.id limit ${limit} for update of t skip locked))`;
}

function pastConcerns(since: CalendarDate): Prisma.Sql {
  return Prisma.sql`select t.id from concern t where t.answered_at < ${since}::date and t.telegram_id <> 0`;
}

/** What was asked and answered goes, and the chat it came from; of one in the FAQ stays what HR published. One that waits for its answer is never touched. */
function takeConcerns(tx: Tx, { since, limit }: Parameters<Sweep['take']>[1]): Promise<number> {
  return tx.$executeRaw`
    update concern set text = '', telegram_id = 0, anonymous = true, answer = case when faq_question is null then '' else answer end
    where id = any (array(${pastConcerns(since)} order by t.id limit ${limit} for update of t skip locked))`;
}
