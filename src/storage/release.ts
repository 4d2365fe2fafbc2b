import { z } from 'zod';
import type { Tx } from './database.ts';
import { toConfirm } from './proposal.ts';

/** One result that has just been released, and where its owner can be told; null while they have no chat that may be written to. */
export interface ReleasedAppraisal {
  readonly appraisalId: number;
  readonly chatId: number | null;
  /** The owner's language; null when they chose none. */
  readonly locale: 'id' | 'en' | null;
}

/** How many results of a period could be released now: reviewed, decided on today's proposal and not released before. */
export async function countReleasable(tx: Tx, periodId: number): Promise<number> {
  const rows = await tx.$queryRaw`
    select count(*)::int as count from appraisal
    where period_id = ${periodId} and reviewed_at is not null and predicate is not null and released_at is null and not ${toConfirm}`;
  return z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0;
}

/** Releases every result of a period that a supervisor has decided, on today's proposal, and that was not released before; the employee's grade is kept with it, since credit points hang on it. One statement. */
export async function releaseReviewed(tx: Tx, periodId: number, now: Date): Promise<readonly ReleasedAppraisal[]> {
  const rows = await tx.$queryRaw`
    with released as (
      update appraisal set released_at = ${now}, grade = (select grade from employee where id = appraisal.employee_id)
      where period_id = ${periodId} and reviewed_at is not null and predicate is not null and released_at is null and not ${toConfirm}
      returning id, employee_id
    )
    select released.id as "appraisalId", account.telegram_id as "chatId", account.locale
    from released left join account
      on account.employee_id = released.employee_id and account.cut_off_at is null and account.blocked_at is null
    order by released.id`;
  return z.array(releasedSchema).parse(rows);
}

const releasedSchema = z.object({
  appraisalId: z.number(),
  chatId: z.bigint().transform(Number).nullable(),
  locale: z.enum(['id', 'en']).nullable(),
});
