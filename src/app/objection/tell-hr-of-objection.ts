import { say, type Words } from '../../i18n/words.ts';
import type { Scene } from '../core/scene.ts';
import { tellHr } from '../people/tell-hr.ts';
import { objectionData } from './objection-data.ts';

/** Tells everybody of HR about an objection by its number, without a name; the button asks for the reason of the look. The same key tells once for ever. */
export async function tellHrOfObjection(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  { id, words, key }: { readonly id: number; readonly words: Words; readonly key: string },
): Promise<number> {
  const screen = {
    lines: [words],
    buttons: [[{ label: say('objection.look', { number: id }), data: objectionData.look(id) }]],
  };
  return tellHr(scene, screen, { key: `objection:${id}:${key}` });
}
