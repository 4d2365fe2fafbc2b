import { type Action as Act, may } from '../../domain/permission.ts';
import { refuse } from '../../i18n/words.ts';
import type { Outcome } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Actor, Scene } from '../core/scene.ts';

/** Whether the person at hand may do this act of HR, by the policy in `domain/permission.ts`. */
export function mayAsHr({ employee, isHr, isSupervisor }: Actor, act: Act): boolean {
  return may({ employeeId: employee?.id ?? null, active: employee !== null, hr: isHr, leads: isSupervisor }, act);
}

/** Runs a button's work for those who may; a forged or outlived button only gets words. */
export function hrOnly<Args>(
  act: Act,
  run: (scene: Scene, args: Args) => Promise<Outcome>,
): (scene: Scene, args: Args) => Promise<Outcome> {
  return async (scene, args) => (mayAsHr(scene.actor, act) ? run(scene, args) : tell(refuse('hr-only')));
}
