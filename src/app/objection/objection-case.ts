import { refuse, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal } from '../../storage/appraisal.ts';
import { findObjection, type ObjectionRow } from '../../storage/objection.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/** An objection with the appraisal it is about, and what the person at hand is in it. */
export interface ObjectionCase {
  readonly objection: ObjectionRow;
  readonly appraisal: AppraisalRow;
  readonly as: 'subject' | 'rater' | 'hearer' | 'hr';
}

/** The objection for one of the three it concerns, or for HR who gave a reason; for others why not, in words. */
export async function openCase(
  scene: Scene,
  id: number,
  reason: string | null = null,
): Promise<ObjectionCase | { readonly why: Words }> {
  const objection = await findObjection(scene.tx, id);
  const appraisal = objection && (await findAppraisal(scene.tx, objection.appraisalId));
  if (!objection || !appraisal) return { why: refuse('objection-gone') };
  const { hearerId } = objection;
  const refusals = {
    hearer: () => refusalFor(scene.actor, 'hear-objection', appraisal, { hearerId }),
    subject: () => refusalFor(scene.actor, 'view-own-objection', appraisal),
    rater: () => refusalFor(scene.actor, 'state-on-objection', appraisal),
  } as const;
  if (reason !== null) {
    const why = refusalFor(scene.actor, 'view-appraisal-as-hr', appraisal, { reason });
    return why === null ? { objection, appraisal, as: 'hr' } : { why };
  }
  for (const as of ['hearer', 'subject', 'rater'] as const)
    if (refusals[as]() === null) return { objection, appraisal, as };
  return { why: refuse('not-your-objection') };
}
