import { z } from 'zod';
import type { Tx } from './database.ts';

/** Closes broadcasts whose copies have all met their fate. */
export async function finishBroadcasts(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw`
    update broadcast set state = 'done', finished_at = ${now}, changed_at = clock_timestamp()
    where state = 'sending'
      and not exists (select from outbox where outbox.broadcast_id = broadcast.id and outbox.state = 'queued' and outbox.broadcast_id is not null)
      and not exists (select from outbox where outbox.broadcast_id = broadcast.id and outbox.state = 'sending')`;
}

/** Takes up to 20,000 copies of cancelled broadcasts out of the queue; nobody would have sent them. Answers how many. */
export async function sweepCancelled(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    update outbox set state = 'cancelled', retry_at = null where id in (
      select copy.id from broadcast, lateral (
        select id from outbox where state = 'queued' and broadcast_id is not null and broadcast_id = broadcast.id order by id limit 20000 for update skip locked
      ) copy where broadcast.state = 'cancelled' limit 20000)`;
}

/** A broadcast whose progress message this process is to bring up to date now. */
export interface DueProgress {
  readonly id: number;
  readonly createdBy: number;
  readonly progressMessageId: number | null;
  /** Language of whoever gets it; null when none was chosen. */
  readonly locale: 'id' | 'en' | null;
}

/**
 * Takes the broadcasts whose progress message is out of date, for one process: at once after a change of state, otherwise while copies leave, every three seconds up to once a minute, a
 * hundred times in all as a rule. By the server's clock.
 */
export async function takeDueProgress(
  tx: Tx,
  { rate, everyMs }: { readonly rate: number; readonly everyMs: number },
): Promise<readonly DueProgress[]> {
  const rows = await tx.$queryRaw`
    with due as (
      select id from broadcast
      where state <> 'preparing' and changed_at <= clock_timestamp() and (progress_at is null or progress_at < changed_at or (state = 'sending'
        and progress_at < clock_timestamp() - make_interval(secs => greatest(${everyMs / 1000}::float8, least(60, recipients / ${rate}::float8 / 100)))))
      for update skip locked
    ), taken as (
      update broadcast set progress_at = clock_timestamp() from due where due.id = broadcast.id
      returning broadcast.id, created_by, progress_message_id
    )
    select taken.id, created_by as "createdBy", progress_message_id as "progressMessageId", locale
    from taken left join account on account.telegram_id = created_by`;
  return z.array(dueSchema).parse(rows);
}

const dueSchema = z.object({
  id: z.number(),
  createdBy: z.bigint().transform(Number),
  progressMessageId: z.number().nullable(),
  locale: z.enum(['id', 'en']).nullable(),
});

/** Which message shows the progress; null when it is gone and a new one is to be sent. */
export async function keepProgressMessage(tx: Tx, id: number, messageId: number | null): Promise<void> {
  await tx.broadcast.update({ where: { id }, data: { progressMessageId: messageId }, select: { id: true } });
}

/** The progress is to be shown again after so many milliseconds, whatever the state. */
export async function showProgressLater(tx: Tx, id: number, ms: number): Promise<void> {
  await tx.$executeRaw`
    update broadcast set changed_at = clock_timestamp() + make_interval(secs => ${ms / 1000}::float8) where id = ${id}`;
}
