import { say } from '../../i18n/words.ts';
import { startBroadcast } from '../broadcast/compose-broadcast.ts';
import { type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import { openCase } from './recognition-case.ts';
import { recognitionView } from './recognition-view.ts';

/** Begins a broadcast with the announcement written. It counts as announced once the broadcast is sent, and only while the nominee agrees. */
export async function announceRecognition(scene: Scene, id: number): Promise<Outcome> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return tell(opened.why);
  const { as, recognition } = opened;
  if (as !== 'hr' || recognition.consent !== 'given' || recognition.announcedAt !== null)
    return show(recognitionView.of({ id }), say('recognition.no-consent'));
  const { kind, title, employee } = recognition;
  return startBroadcast(scene, {
    words: [
      say(`recognition.announcement-${kind}`, {
        name: employee.name,
        unit: employee.unitPath,
        title: { html: title },
      }),
    ],
    recognitionId: id,
  });
}
