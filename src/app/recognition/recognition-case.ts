import { refuse, type Words } from '../../i18n/words.ts';
import { findRecognition, type RecognitionRow } from '../../storage/recognition.ts';
import { refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/** A nomination as the person at hand may see it: HR who has no part in it, the nominee once it was accepted, or whoever nominated. */
export interface RecognitionCase {
  readonly as: 'hr' | 'nominee' | 'nominator';
  readonly recognition: RecognitionRow;
}

/** Opens one for whom it concerns; anybody else gets the reason why not. */
export async function openCase(scene: Scene, id: number): Promise<RecognitionCase | { readonly why: Words }> {
  const recognition = await findRecognition(scene.tx, id);
  return recognition ? caseOf(scene, recognition) : { why: refuse('recognition-gone') };
}

export function caseOf({ actor }: Scene, recognition: RecognitionRow): RecognitionCase | { readonly why: Words } {
  const about = partiesOf(recognition);
  if (refusalAbout(actor, 'decide-recognition', about) === null) return { as: 'hr', recognition };
  const why = refusalAbout(actor, 'view-own-recognition', about);
  if (why) return { why };
  if (recognition.employee.id !== actor.employee?.id) return { as: 'nominator', recognition };
  if (recognition.state === 'accepted') return { as: 'nominee', recognition };
  // Whatever was proposed and not accepted is between the proposer and HR.
  return recognition.nominator.id === actor.employee.id
    ? { as: 'nominator', recognition }
    : { why: refuse('not-your-recognition') };
}

/** What the policy looks at. */
export function partiesOf({ employee, nominator }: RecognitionRow) {
  return { id: employee.id, nominatorId: nominator.id };
}
