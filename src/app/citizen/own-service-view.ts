import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { listShownComments } from '../../storage/citizen-rating.ts';
import { findRatedUnits } from '../../storage/citizen-unit.ts';
import { defineAction, defineView, numberArg, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { citizenData } from './citizen-data.ts';
import { publicFigure } from './public-figure.ts';

const perPage = 5;
const argsSchema = z.object({ page: z.number().int().nonnegative() });

/** "Suara masyarakat", from /hasil: the public average of the unit the person works in, and what citizens wrote, for learning. Comments show with the ratings that are counted. */
export const ownServiceView = defineView('own-service', argsSchema, screenFor('view-own-service', renderOwn));

export const openOwnService = defineAction(
  'service.own',
  z.tuple([numberArg]),
  pressFor('view-own-service', async (_scene, [page]: readonly [number]) => show(ownServiceView.of({ page }))),
);

/** The button to it; none where neither the person's unit nor one above has a code. */
export async function ownServiceButtons({ tx, actor }: Scene): Promise<readonly (readonly ScreenButton[])[]> {
  if (!actor.employee) return [];
  const rated = await findRatedUnits(tx, [actor.employee.unitId]);
  return rated.size === 0 ? [] : [[{ label: say('service.own'), data: citizenData.own(0) }]];
}

/** The public average of the person's unit, where it or one above has a code; empty otherwise. */
export async function ownServiceLines(scene: Scene): Promise<readonly Words[]> {
  const { employee } = scene.actor;
  const unit = employee && (await findRatedUnits(scene.tx, [employee.unitId])).get(employee.unitId);
  return unit ? (await publicFigure(scene, unit.id)).lines : [];
}

async function renderOwn(scene: Scene, { page }: z.output<typeof argsSchema>): Promise<Screen> {
  const { tx, actor } = scene;
  const unitId = actor.employee?.unitId ?? 0;
  const unit = (await findRatedUnits(tx, [unitId])).get(unitId);
  const back = [[{ label: say('menu.hasil'), data: commandData('hasil') }, menuButton]];
  if (!unit) return { lines: [say('service.own-none')], buttons: back };
  const { lines, isThere, days } = await publicFigure(scene, unit.id);
  const at = { page, size: perPage };
  const { total, comments } = isThere ? await listShownComments(tx, unit.id, days, at) : { total: 0, comments: [] };
  return {
    lines: [
      say('citizen.service', { unit: unit.name }),
      '',
      ...lines,
      ...(comments.length === 0 ? [] : ['', say('service.own-comments')]),
      ...comments.map((html) => say('result.peer-quote', { text: { html } })),
      '',
      say('service.own-why'),
    ],
    buttons: [...pageRow({ ...at, total, data: citizenData.own }), ...back],
  };
}
