import { z } from 'zod';
import type { Predicate } from '../domain/predicate.ts';
import { type Score, scoreToJson } from '../domain/score-json.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/**
 * Of a row named `appraisal`: the rules propose something else than what the supervisor saw when deciding, since peers were heard, or an innovation was recorded. It is not released
 * until they decided again.
 * The stored score is the newest; `proposed_predicate` is the proposal that was decided on.
 */
export const toConfirm = Prisma.sql`(appraisal.reviewed_at is not null and appraisal.released_at is null and appraisal.score is not null
  and appraisal.proposed_predicate is distinct from appraisal.score ->> 'proposed')`;

/** Keeps newly computed scores; what was decided stays. One statement however many. */
export async function saveScores(
  tx: Tx,
  scores: readonly { readonly appraisalId: number; readonly score: Score }[],
): Promise<void> {
  if (scores.length === 0) return;
  await tx.$executeRaw`
    update appraisal set score = given.score::jsonb
    from unnest(
      ${scores.map(({ appraisalId }) => appraisalId)}::int[], ${scores.map(({ score }) => JSON.stringify(scoreToJson(score)))}::text[]
    ) as given (id, score)
    where appraisal.id = given.id and appraisal.released_at is null`;
}

/** Something came up that the supervisor did not see when deciding: the decision stands, but not on any proposal, until they decide again. */
export async function reopenDecision(tx: Tx, appraisalId: number): Promise<void> {
  await tx.appraisal.update({ where: { id: appraisalId }, data: { proposedPredicate: null }, select: { id: true } });
}

/** Keeps what the supervisor decided when asked again. */
export async function saveConfirmation(
  tx: Tx,
  appraisalId: number,
  decision: {
    readonly proposedPredicate: Predicate | null;
    readonly predicate: Predicate;
    readonly predicateReason: string | null;
  },
): Promise<void> {
  await tx.appraisal.update({ where: { id: appraisalId }, data: decision, select: { id: true } });
}

/** An appraisal whose supervisor is asked to decide again. */
export interface ToConfirm {
  readonly appraisalId: number;
  readonly employeeId: number;
  readonly name: string;
  readonly period: string;
}

/** What this supervisor has to decide again, in whichever state the period is; by name. */
export async function listToConfirm(tx: Tx, supervisorId: number): Promise<readonly ToConfirm[]> {
  const rows = await tx.$queryRaw`
    select appraisal.id as "appraisalId", employee.id as "employeeId", employee.name, period.name as period
    from appraisal join employee on employee.id = appraisal.employee_id join period on period.id = appraisal.period_id
    where appraisal.supervisor_id = ${supervisorId} and ${toConfirm}
    order by employee.name, appraisal.id`;
  return z
    .array(z.object({ appraisalId: z.number(), employeeId: z.number(), name: z.string(), period: z.string() }))
    .parse(rows);
}
