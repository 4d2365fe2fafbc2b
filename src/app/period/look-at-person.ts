import { findAppraisal } from '../../storage/appraisal.ts';
import { audit } from '../core/audit.ts';
import { type Outcome, show } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import { periodPersonView } from './person-view.ts';

/** HR opens one person's standing in a period; the look goes on the audit trail. */
export async function lookAtPerson(scene: Scene, appraisalId: number): Promise<Outcome> {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  if (!appraisal) return { kind: 'stale' };
  await audit(scene, 'standing-viewed', { employeeId: appraisal.employee.id, detail: { appraisalId } });
  return show(periodPersonView.of({ appraisalId }));
}
