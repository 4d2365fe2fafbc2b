import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { savePreference } from '../../storage/preference.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, numberArg, type Outcome, show, type View } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { tell } from '../core/notice-view.ts';
import { allowed, refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { frameworkInUse } from './framework-in-use.ts';
import { frameworkSourceSchema, librarySource } from './framework-source.ts';
import { frameworkListView, frameworkView, indicatorView } from './framework-views.ts';
import { ownStandard } from './own-standard.ts';
import { sectorView } from './sector-views.ts';
import { acceptSectors, setSector } from './set-sector.ts';

const showFramework = defineAction('framework.show', z.tuple([frameworkSourceSchema]), async (scene, [source]) =>
  withLook(scene, frameworkView.of({ source })),
);

const showIndicator = defineAction(
  'framework.level',
  z.tuple([frameworkSourceSchema, numberArg]),
  async (scene, [source, index]) => withLook(scene, indicatorView.of({ source, index })),
);

const useFramework = defineAction('framework.use', z.tuple([z.string()]), takeIntoUse);

const showSector = defineAction(
  'sector.show',
  z.tuple([numberArg, numberArg]),
  pressFor('choose-framework', async (_scene, [unit, page]) => show(sectorView.of({ unit, page }))),
);

const setUnitSector = defineAction(
  'sector.set',
  z.tuple([numberArg, z.string()]),
  pressFor('choose-framework', (scene, [unit, sector]) => setSector(scene, unit, sector)),
);

const acceptProposed = defineAction(
  'sector.accept',
  z.tuple([numberArg]),
  pressFor('choose-framework', (scene, [count]) => acceptSectors(scene, count)),
);

/** Kerangka penilaian (/kerangka): HR looks at all, chooses one and gives units their sector; everybody who joined can read the standard expected of them at any time. */
export const framework: Feature = {
  commands: [
    {
      name: 'kerangka',
      description: 'command.kerangka',
      menu: 'menu.kerangka',
      allows: allowed('view-framework'),
      run: open,
    },
  ],
  actions: [showFramework, showIndicator, useFramework, showSector, setUnitSector, acceptProposed],
  views: [frameworkListView, frameworkView, indicatorView, sectorView],
};

function withLook(scene: Scene, view: View): Outcome {
  const why = refusalFor(scene.actor, 'view-framework');
  return why === null ? show(view) : tell(why);
}

async function open(scene: Scene): Promise<Outcome> {
  if (scene.actor.isHr) return show(frameworkListView.of({}));
  const source = await ownStandard(scene);
  return source === null ? tell(refuse('framework-gone')) : show(frameworkView.of({ source }));
}

/** HR takes a framework into use for the periods to come; periods already opened keep their own. */
async function takeIntoUse(scene: Scene, [key]: readonly [string]): Promise<Outcome> {
  const why = refusalFor(scene.actor, 'choose-framework');
  if (why) return tell(why);
  const chosen = scene.settings.frameworks.get(key);
  if (!chosen) return { kind: 'stale' };
  const before = await frameworkInUse(scene);
  const view = frameworkView.of({ source: librarySource(key) });
  if (before?.key === key) return show(view);
  await savePreference(scene.tx, 'framework', key);
  await audit(scene, 'framework-chosen', {
    detail: { framework: key, version: chosen.version, before: before?.key ?? null },
  });
  return show(view, say('framework.chosen', { title: chosen.title }));
}
