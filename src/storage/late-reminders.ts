import type { Tx } from './database.ts';

/** The kinds of reminders in the outbox. What is noted about each when it is queued is taken back when it comes too late. */
export type ReminderKind =
  | 'reminder'
  | 'peer-reminder'
  | 'plan-reminder'
  | 'development-reminder'
  | 'dialogue-reminder'
  | 'objection-reminder';

/**
 * Takes back reminders that did not leave in time (an outage, a long queue): their key is free again and the steps noted for them are forgotten, so the next working morning finds what is due
 * then, in that day's words. None of them was sent: what is on its way, or of unknown fate, stays. Answers how many.
 */
export async function takeBackLate(tx: Tx, now: Date): Promise<number> {
  // Mostly there is none, and then no other table is touched.
  const waiting = await tx.outboxMessage.count({ where: { state: 'queued', broadcastId: null, until: { lte: now } } });
  if (waiting === 0) return 0;
  return tx.$executeRaw`
    with late as (
      select id, kind, due_at, about from outbox
      where state = 'queued' and broadcast_id is null and until <= ${now} for update skip locked
    ),
    ladder as (
      delete from reminder using late
      where late.kind = ${'reminder' satisfies ReminderKind} and reminder.appraisal_id = any(late.about) and reminder.at = late.due_at
    ),
    peers as (
      update peer_request set reminded_for = null, reminded_on = null from late
      where late.kind = ${'peer-reminder' satisfies ReminderKind} and peer_request.id = any(late.about)
    ),
    plans as (
      update work_plan set reminded_on = null from late
      where late.kind = ${'plan-reminder' satisfies ReminderKind} and work_plan.id = any(late.about)
    ),
    development as (
      update development_item set
        told_own = case when mine.own then null else told_own end, told_leader = case when mine.leader then null else told_leader end
      from (
        select item.id, bool_or(account.employee_id = item.employee_id) as own, bool_or(account.employee_id <> item.employee_id) as leader
        from late join outbox on outbox.id = late.id join account on account.telegram_id = outbox.chat_id
        join development_item item on item.id = any(late.about)
        where late.kind = ${'development-reminder' satisfies ReminderKind} group by item.id
      ) mine
      where mine.id = development_item.id
    )
    update outbox set state = 'late', content = null, dedupe_key = null, retry_at = null from late where outbox.id = late.id`;
}
