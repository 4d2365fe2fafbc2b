import type { Action } from '../../domain/permission.ts';
import type { Outcome } from './feature.ts';
import { menuButton } from './menu-button.ts';
import { tell } from './notice-view.ts';
import { refusalFor } from './permit.ts';
import type { Scene } from './scene.ts';
import type { Screen } from './screen.ts';

type Run<Args, Result> = (scene: Scene, args: Args) => Promise<Result>;

/** A button's work for whoever may do this; buttons can be forged and rights can end, so each press is checked. */
export function pressFor<Args>(act: Action, run: Run<Args, Outcome>): Run<Args, Outcome> {
  return async (scene, args) => {
    const why = refusalFor(scene.actor, act);
    return why === null ? run(scene, args) : tell(why);
  };
}

/** The same for a screen, which is made again whenever an old button is pressed. */
export function screenFor<Args>(act: Action, render: Run<Args, Screen>): Run<Args, Screen> {
  return async (scene, args) => {
    const why = refusalFor(scene.actor, act);
    return why === null ? render(scene, args) : { lines: [why], buttons: [[menuButton]] };
  };
}
