import { refuse, say } from '../../i18n/words.ts';
import { findPeriod, type PeriodRow } from '../../storage/period.ts';
import { findUnit } from '../../storage/unit.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';

/** Where a screen of the overview looks: a period, and a unit with its sub-units; the whole organisation has id 0 and an empty path. */
export interface Place {
  readonly period: PeriodRow;
  readonly unitId: number;
  readonly path: string;
}

/** The period, unless it is gone or still a draft: nobody is in one. */
export async function findOverviewPeriod(scene: Scene, id: number): Promise<PeriodRow | null> {
  const period = await findPeriod(scene.tx, id);
  return period?.state === 'draft' ? null : period;
}

/** The place, unless its period or unit is not there any more. */
export async function findPlace(
  scene: Scene,
  { periodId, unitId }: { readonly periodId: number; readonly unitId: number },
): Promise<Place | null> {
  const period = await findOverviewPeriod(scene, periodId);
  const unit = unitId === 0 ? { path: '' } : await findUnit(scene.tx, unitId);
  return period && unit && { period, unitId, path: unit.path };
}

/** A screen about a place; it says so when the period or the unit is not there any more. */
export async function withPlace(
  scene: Scene,
  at: { readonly periodId: number; readonly unitId: number },
  render: (place: Place) => Promise<Screen>,
): Promise<Screen> {
  const place = await findPlace(scene, at);
  return place ? render(place) : overviewGone;
}

/** On every screen about a period or unit that is not there any more. */
export const overviewGone: Screen = {
  lines: [refuse('period-gone')],
  buttons: [[{ label: say('menu.rekap'), data: commandData('rekap') }, menuButton]],
};
