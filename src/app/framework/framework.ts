import { z } from 'zod';
import { whyNot } from '../../domain/permission.ts';
import { refuse, say } from '../../i18n/words.ts';
import { savePreference } from '../../storage/preference.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, numberArg, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Actor, Scene } from '../core/scene.ts';
import { frameworkInUse } from './framework-in-use.ts';
import { frameworkSourceSchema, librarySource } from './framework-source.ts';
import { frameworkListView, frameworkView, indicatorView } from './framework-views.ts';
import { ownStandard } from './own-standard.ts';

const showFramework = defineAction('framework.show', z.tuple([frameworkSourceSchema]), async (scene, [source]) =>
  mayLook(scene.actor) ? show(frameworkView.of({ source })) : tell(refuse('join-first')),
);

const showIndicator = defineAction(
  'framework.level',
  z.tuple([frameworkSourceSchema, numberArg]),
  async (scene, [source, index]) =>
    mayLook(scene.actor) ? show(indicatorView.of({ source, index })) : tell(refuse('join-first')),
);

const useFramework = defineAction('framework.use', z.tuple([z.string()]), takeIntoUse);

/** Kerangka penilaian (/kerangka): HR looks at all and chooses one; everybody who joined can read the standard expected of them at any time. */
export const framework: Feature = {
  commands: [
    {
      name: 'kerangka',
      description: 'command.kerangka',
      menu: 'menu.kerangka',
      allows: mayLook,
      run: open,
    },
  ],
  actions: [showFramework, showIndicator, useFramework],
  views: [frameworkListView, frameworkView, indicatorView],
};

async function open(scene: Scene): Promise<Outcome> {
  if (scene.actor.isHr) return show(frameworkListView.of({}));
  const source = await ownStandard(scene);
  return source === null ? tell(refuse('framework-gone')) : show(frameworkView.of({ source }));
}

/** HR takes a framework into use for the periods to come; periods already opened keep their own. */
async function takeIntoUse(scene: Scene, [key]: readonly [string]): Promise<Outcome> {
  if (!mayChoose(scene.actor)) return tell(refuse('not-for-you'));
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

function mayLook(actor: Actor): boolean {
  return whyNot(factsOf(actor), 'view-framework') === null;
}

function mayChoose(actor: Actor): boolean {
  return whyNot(factsOf(actor), 'choose-framework') === null;
}

function factsOf({ employee, isHr, isSupervisor }: Actor) {
  return { employeeId: employee?.id ?? null, active: employee?.active ?? false, hr: isHr, leads: isSupervisor };
}
