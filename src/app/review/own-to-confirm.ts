import { listToConfirm, type ToConfirm } from '../../storage/proposal.ts';
import { assesses } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/** What the person at hand has to decide again, as a supervisor or in the stead of one. */
export async function ownToConfirm({ tx, actor }: Scene): Promise<readonly ToConfirm[]> {
  if (actor.employee === null) return [];
  const found: ToConfirm[] = [];
  for (const raterId of [actor.employee.id, ...actor.standIn.supervisors.map(({ id }) => id)])
    found.push(...(await listToConfirm(tx, raterId)).filter((one) => assesses(actor, { ...one, raterId })));
  return found;
}
