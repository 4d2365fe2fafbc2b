import { z } from 'zod';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findUnitByCode } from '../../storage/citizen-unit.ts';
import { defineAction, defineView, show } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Actor, Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { checkCitizen } from './check-citizen.ts';
import { citizenData } from './citizen-data.ts';
import { publicFigure } from './public-figure.ts';
import { serviceCodeArg } from './service-code.ts';

/** "Lihat nilai layanan": what citizens think of a unit's service, for everybody who has its code. Nothing in it tells whether the reader rated. */
export const serviceView = defineView('service', z.object({ code: z.string() }), renderService);

/** Shows the figure without rating. */
export const lookAction = defineAction('service.look', z.tuple([serviceCodeArg]), async (_scene, [code]) =>
  show(serviceView.of({ code })),
);

/** What a citizen is told whose code is none of ours (any more). */
export const serviceNoticeView = defineView('service-unknown', z.object({}), async ({ actor }) => ({
  lines: [refuse('service-unknown')],
  buttons: [[wayOut(actor)]],
}));

async function renderService(scene: Scene, { code }: { readonly code: string }): Promise<Screen> {
  const unit = await findUnitByCode(scene.tx, code);
  if (!unit) return { lines: [refuse('service-unknown')], buttons: [[wayOut(scene.actor)]] };
  const { lines } = await publicFigure(scene, unit.id);
  const mayRate = !('why' in (await checkCitizen(scene, code)));
  return {
    lines: [say('citizen.service', { unit: unit.name }), '', ...lines, ...closing(mayRate)],
    buttons: [
      ...(mayRate ? [[{ label: say('citizen.rate'), data: citizenData.rate(code) }]] : []),
      [{ label: say('citizen.look'), data: citizenData.look(code) }],
      [wayOut(scene.actor)],
    ],
  };
}

function closing(mayRate: boolean): readonly Words[] {
  return mayRate ? [] : ['', say('citizen.tomorrow')];
}

/** A citizen has no menu; they can choose their language. */
function wayOut({ employee, isHr }: Actor): ScreenButton {
  return employee || isHr ? menuButton : { label: say('menu.bahasa'), data: commandData('bahasa') };
}
