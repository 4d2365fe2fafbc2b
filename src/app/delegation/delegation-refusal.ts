import type { Words } from '../../i18n/words.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/** Why the person at hand may not see or change the delegations of this supervisor; null when they may: their own, or as HR. */
export function delegationRefusal({ actor }: Scene, fromId: number | undefined): Words | null {
  return refusalFor(actor, fromId !== undefined && actor.employee?.id === fromId ? 'delegate' : 'manage-delegations');
}
