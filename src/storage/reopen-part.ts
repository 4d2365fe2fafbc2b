import type { Attachment } from '../dialogue/attachment.ts';
import { attachmentSchema } from '../dialogue/attachment.ts';
import type { Tx } from './database.ts';

/** What can be handed back to whoever gave it, before the release. */
export const reopenedParts = ['self', 'review'] as const;
export type ReopenedPart = (typeof reopenedParts)[number];

/** Answers as they were submitted, for the draft they become again. */
export interface TakenBack {
  /** Whose part it is: who gave it, or the supervisor in whose stead a delegate did. */
  readonly ownerId: number;
  readonly answers: readonly {
    readonly indicatorId: string;
    readonly level: number | null;
    readonly comment: string | null;
    readonly evidence: readonly Attachment[];
  }[];
}

/**
 * Takes a submitted self-assessment or review out of an appraisal, with the decision that stood on it, and answers what was in it; null when there is none. The appraisal has to be locked, and its
 * result not released.
 */
export async function takeBackPart(tx: Tx, appraisalId: number, part: ReopenedPart): Promise<TakenBack | null> {
  const where = { appraisalId, kind: part === 'self' ? 'self' : 'supervisor' };
  const given = await tx.assessment.findFirst({
    where,
    include: { answers: true, evidence: { orderBy: { id: 'asc' } } },
  });
  if (!given) return null;
  await tx.assessment.deleteMany({ where });
  if (part === 'self') await tx.$executeRaw`update appraisal set self_submitted_at = null where id = ${appraisalId}`;
  else
    await tx.$executeRaw`
      update appraisal set reviewed_at = null, proposed_predicate = null, predicate = null, predicate_reason = null, feedback = null, score = null
      where id = ${appraisalId}`;
  return {
    ownerId: given.onBehalfOfId ?? given.raterId,
    answers: given.answers.map(({ indicatorId, level, comment }) => ({
      indicatorId,
      level,
      comment,
      evidence: given.evidence
        .filter((item) => item.indicatorId === indicatorId)
        .map(({ kind, fileId, url, name, mime, size }) =>
          attachmentSchema.parse({ kind, fileId, url, name, mime, size }),
        ),
    })),
  };
}
