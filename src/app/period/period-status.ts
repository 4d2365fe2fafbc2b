import { say, type Words } from '../../i18n/words.ts';
import { findCompletion } from '../../storage/completion.ts';
import { listPeriods } from '../../storage/period.ts';
import type { Scene } from '../core/scene.ts';

/** For HR, at the top of the menu: what is open and how far it is, what waits for release. */
export async function periodStatus(scene: Scene): Promise<readonly Words[]> {
  if (!scene.actor.isHr) return [];
  const lines: Words[] = [];
  for (const { id, name: period, state } of await listPeriods(scene.tx)) {
    if (state !== 'open' && state !== 'closed') continue;
    const { people, selfSubmitted: self, reviewed } = await findCompletion(scene.tx, id);
    lines.push(
      state === 'open'
        ? say('period.status-open', { period, self, reviewed, people })
        : say('period.status-closed', { period, reviewed, people }),
    );
  }
  return lines.length > 0 ? lines : [say('period.status-none')];
}
