import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { controlBroadcast } from '../../storage/broadcast.ts';
import { audit } from '../core/audit.ts';
import { defineAction, numberArg, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { broadcastView } from './broadcast-view.ts';
import { type BroadcastVerb, progressControl, reportControl } from './report.ts';

const controlArgs = z.tuple([numberArg, z.enum(['pause', 'resume', 'cancel'])]);

/** Pause, go on and cancel under the progress message: the message itself is brought up to date right after. */
export const controlFromProgress = defineAction(
  progressControl,
  controlArgs,
  async (scene, [id, verb]) => {
    const refusal = refusalFor(scene.actor, 'broadcast');
    if (refusal) return { kind: 'toast', words: refusal, clear: true };
    return { kind: 'toast', words: await control(scene, id, verb), clear: false };
  },
  { toasts: true },
);

/** The same on the report screen, which then shows the new state. */
export const controlFromReport = defineAction(reportControl, controlArgs, async (scene, [id, verb]) => {
  const refusal = refusalFor(scene.actor, 'broadcast');
  return refusal ? tell(refusal) : show(broadcastView.of({ id }), await control(scene, id, verb));
});

async function control(scene: Scene, id: number, verb: BroadcastVerb) {
  const changed = await controlBroadcast(scene.tx, id, verb, scene.now);
  if (!changed) return say('broadcast.did-nothing');
  await audit(scene, `broadcast-${verb}`, { detail: { broadcastId: id } });
  return say(`broadcast.did-${verb}`);
}
