import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { listPeriods } from '../../storage/period.ts';
import { countLoose } from '../../storage/rater-needs.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { ScreenButton } from '../core/screen.ts';
import { aloneButtons, changedButtons, looseWords } from '../period/loose-ends.ts';

const count = z.number().int();

/** What an import did, what it changed around open periods, and what comes next. */
export const rosterAppliedView = defineView(
  'roster-applied',
  z.object({ created: count, updated: count, unchanged: count, units: count, deactivated: count }),
  async (scene, counts) => {
    const periods = await aroundPeriods(scene);
    return {
      lines: [say('roster.applied', counts), ...periods.lines, '', say('roster.applied-next')],
      buttons: [...periods.buttons, [{ label: say('roster.to-links'), data: commandData('undangan') }], [menuButton]],
    };
  },
);

/** In each open period: who needs another rater, who got another superior, who is not in it yet, and who is set aside. */
async function aroundPeriods(
  scene: Scene,
): Promise<{ readonly lines: readonly Words[]; readonly buttons: readonly (readonly ScreenButton[])[] }> {
  if (!allowed('manage-period')(scene.actor)) return { lines: [], buttons: [] };
  const lines: Words[] = [];
  const buttons: (readonly ScreenButton[])[] = [];
  for (const { id, name: period, state } of await listPeriods(scene.tx)) {
    if (state !== 'open') continue;
    const loose = await countLoose(scene.tx, id);
    const told = looseWords(loose);
    if (told.length === 0) continue;
    lines.push('', say('roster.applied-period', { period }), ...told);
    buttons.push(...aloneButtons(id, loose.alone), ...changedButtons(id, loose));
  }
  return { lines, buttons };
}
