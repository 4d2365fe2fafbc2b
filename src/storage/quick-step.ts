import type { Progress } from '../dialogue/progress.ts';
import type { Database } from './database.ts';
import { DatabaseUnavailable } from './database-unavailable.ts';

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

/** Saves an answer; false where something it rests on has changed, and then nothing was done. Throws `DatabaseUnavailable`. */
export type SaveQuickStep = (step: QuickStep) => Promise<boolean>;

/** Statements on their way at once; what comes meanwhile waits for the next one, and goes with it. */
const flights = 2;
/** Answers in one statement. */
const most = 64;

interface Waiting {
  readonly step: QuickStep;
  readonly resolve: (saved: boolean) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Claims updates and saves answers: one statement, which is the whole transaction, for all that came while the statements before it were on their way. Whoever is alone waits for nobody; under load
 * one round trip and one flush to disk serve many. A person has one step in hand at most.
 */
export function createQuickStepSaver(database: Database): SaveQuickStep {
  const waiting: Waiting[] = [];
  let inTheAir = 0;

  function take(): void {
    while (inTheAir < flights && waiting.length > 0) {
      inTheAir += 1;
      void save(waiting.splice(0, most)).finally(() => {
        inTheAir -= 1;
        take();
      });
    }
  }

  async function save(batch: readonly Waiting[]): Promise<void> {
    try {
      const saved = await saveAll(
        database,
        batch.map(({ step }) => step),
      );
      for (const { step, resolve } of batch) resolve(saved.has(step.telegramId));
    } catch (error) {
      // One answer that the database does not take must not cost the others theirs: each is then worked on in full.
      for (const { resolve, reject } of batch) {
        if (error instanceof DatabaseUnavailable || batch.length === 1) reject(error);
        else resolve(false);
      }
    }
  }

  return (step) =>
    new Promise((resolve, reject) => {
      waiting.push({ step, resolve, reject });
      take();
    });
}

/**
 * Whose answer was saved, by Telegram id. Nothing happens for a person unless they are who they were (same employee, on the roster, not blocked, not cut off, same name), this question stands open on
 * this very screen at this revision, the appraisal it is about has the same rater in a period that is open, and the update is new. A person on whom somebody else works is passed over: the full
 * way waits for that, alone.
 */
async function saveAll(database: Database, steps: readonly QuickStep[]): Promise<ReadonlySet<number>> {
  const { rows } = await database.run({
    name: 'quick-steps',
    text: `
      with person as (
        select step.* from json_to_recordset($1) as step (
          "telegramId" bigint, "employeeId" int, "firstName" text, "conversationId" int, "screenMessageId" int, "updateId" bigint, progress jsonb, revision text, "stepId" text,
          "appraisalId" int, "supervisorId" int, now timestamptz
        )
        join account a on a.telegram_id = step."telegramId"
        where a.employee_id is not distinct from step."employeeId" and a.first_name = step."firstName" and a.conversation_id = step."conversationId"
          and a.screen_message_id = step."screenMessageId" and a.blocked_at is null and a.cut_off_at is null and a.last_update_id is distinct from step."updateId"
          and (a.employee_id is null or exists (select from employee e where e.id = a.employee_id and e.active))
          and exists (
            select from appraisal r join period p on p.id = r.period_id
            where r.id = step."appraisalId" and r.supervisor_id is not distinct from step."supervisorId" and p.state = 'open')
        for no key update of a skip locked
      ), question as (
        update conversation c set progress = person.progress, updated_at = person.now from person
        where c.id = person."conversationId" and c.telegram_id = person."telegramId"
          and c.progress->>'revision' = person.revision and c.progress->>'stepId' = person."stepId"
          and not exists (select from processed_update where update_id = person."updateId")
        returning person."telegramId", person."updateId", person.now
      ), claim as (
        insert into processed_update (update_id, at) select "updateId", now from question
      )
      update account a set last_update_id = question."updateId" from question where a.telegram_id = question."telegramId"
      returning a.telegram_id::float8 as "telegramId"`,
    values: [JSON.stringify(steps.map(({ from, about, ...step }) => ({ ...step, ...from, ...about })))],
  });
  return new Set(rows.map(({ telegramId }) => Number(telegramId)));
}
