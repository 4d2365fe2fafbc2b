import type { Progress } from '../dialogue/progress.ts';
import type { Database } from './database.ts';

/** One answer to an open question, and what must still hold for it to be kept. */
export interface QuickStep {
  readonly updateId: number;
  readonly telegramId: number;
  readonly firstName: string;
  readonly employeeId: number | null;
  readonly screenMessageId: number;
  readonly conversationId: number;
  readonly about: { readonly appraisalId: number; readonly supervisorId: number | null };
  /** The step and revision the answer was given at. */
  readonly from: Pick<Progress, 'stepId' | 'revision'>;
  readonly progress: Progress;
  readonly now: Date;
}

/**
 * Claims the update and saves the answer in one statement of its own, which is the whole transaction: all of it or, answering false, nothing. Nothing happens unless the person
 * is who they were (same employee, on the roster, not blocked, not cut off, same name), this question stands open on this very screen at this revision, the appraisal it is about
 * has the same rater in a period that is open, and the update is new. Whoever else works on the person is waited for; what they changed is then seen, and the answer is false.
 */
export async function saveQuickStep(database: Database, step: QuickStep): Promise<boolean> {
  const { rowCount } = await database.run({
    name: 'quick-step',
    text: `
      with person as (
        select a.telegram_id from account a
        where a.telegram_id = $1 and a.employee_id is not distinct from $2::int and a.first_name = $3 and a.conversation_id = $4 and a.screen_message_id = $5
          and a.blocked_at is null and a.cut_off_at is null and a.last_update_id is distinct from $6
          and (a.employee_id is null or exists (select from employee e where e.id = a.employee_id and e.active))
          and exists (
            select from appraisal r join period p on p.id = r.period_id
            where r.id = $11 and r.supervisor_id is not distinct from $12::int and p.state = 'open')
        for no key update
      ), question as (
        update conversation c set progress = $7::jsonb, updated_at = $8 from person
        where c.id = $4 and c.telegram_id = person.telegram_id and c.progress->>'revision' = $9 and c.progress->>'stepId' = $10
          and not exists (select from processed_update where update_id = $6)
        returning c.telegram_id
      ), claim as (
        insert into processed_update (update_id, at) select $6, $8 from question returning update_id
      )
      update account set last_update_id = claim.update_id from claim where telegram_id = $1`,
    values: [
      step.telegramId,
      step.employeeId,
      step.firstName,
      step.conversationId,
      step.screenMessageId,
      step.updateId,
      JSON.stringify(step.progress),
      step.now,
      String(step.from.revision),
      step.from.stepId,
      step.about.appraisalId,
      step.about.supervisorId,
    ],
  });
  return rowCount === 1;
}
