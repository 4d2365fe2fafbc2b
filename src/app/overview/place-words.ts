import { parentPath, unitName } from '../../domain/unit-path.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { Tx } from '../../storage/database.ts';
import { findUnit } from '../../storage/unit.ts';
import { menuButton } from '../core/menu-button.ts';
import type { ScreenButton } from '../core/screen.ts';
import { overviewData } from './overview-data.ts';
import type { Place } from './with-period.ts';

/** A unit by its path; the empty path is the whole organisation. */
export function unitWords(path: string): Words {
  return path === '' ? say('overview.whole') : path;
}

/** The last row of each screen: one level up in the tree where there is one, the overview, the menu. */
export async function wayBack(
  tx: Tx,
  { period, unitId, path }: Place,
  up: (periodId: number, unitId: number, page: number) => string,
): Promise<readonly (readonly ScreenButton[])[]> {
  const home: ScreenButton = { label: say('overview.back'), data: overviewData.home(period.id) };
  if (unitId === 0) return [[home, menuButton]];
  const above = parentPath(path);
  const parentId = (await findUnit(tx, unitId))?.parentId ?? 0;
  const label = say('overview.up', { unit: above === null ? say('overview.whole') : unitName(above) });
  return [[{ label, data: up(period.id, above === null ? 0 : parentId, 0) }], [home, menuButton]];
}
