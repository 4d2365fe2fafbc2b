import { z } from 'zod';
import { generalSector, type Sector, sectorsOf } from '../../domain/variant.ts';
import { say, type Words } from '../../i18n/words.ts';
import { findUnit } from '../../storage/unit.ts';
import { findUnitSector, listSubUnits, proposeSectors, type UnitSector } from '../../storage/unit-sector.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { sectorData } from './sector-data.ts';

const unitsPerPage = 7;
/** Proposals named on one screen; the rest is counted. */
const mostNamed = 8;

/** The sector of a unit and of those directly below it; unit 0 stands above all and shows what the units' names propose. */
export const sectorView = defineView(
  'unit-sector',
  z.object({ unit: z.number().int().nonnegative(), page: z.number().int().nonnegative() }),
  screenFor('choose-framework', renderSector),
);

/** A sector as people read it; one that no framework speaks of any more reads as the general words it then gets. */
export function sectorTitle(sectors: readonly Sector[], key: string | null): Words {
  return sectors.find((sector) => sector.key === key)?.title ?? say('sector.general');
}

async function renderSector(
  scene: Scene,
  { unit: unitId, page }: { readonly unit: number; readonly page: number },
): Promise<Screen> {
  const sectors = sectorsOf(scene.settings.frameworks.values());
  const unit = unitId === 0 ? null : await findUnit(scene.tx, unitId);
  const standing = unit ? await findUnitSector(scene.tx, unit.id) : { own: null, inherited: null };
  const { units, total } = await listSubUnits(scene.tx, unit?.id ?? null, { page, size: unitsPerPage });
  const effective = standing.own ?? standing.inherited;
  const head = unit ? unitCard(unit, standing, sectors) : await overview(scene, sectors);
  return {
    lines: [...head.lines, ...(units.length > 0 ? ['', say(unit ? 'sector.below' : 'sector.choose')] : [])],
    buttons: [
      ...head.buttons,
      ...units.map(({ id, name, ownSector }): ScreenButton[] => [
        {
          label: say('sector.unit-button', { unit: name, sector: sectorTitle(sectors, ownSector ?? effective) }),
          data: sectorData.show(id, 0),
        },
      ]),
      ...pageRow({ page, size: unitsPerPage, total, data: (to) => sectorData.show(unit?.id ?? 0, to) }),
      ...(unit ? [[{ label: say('sector.up'), data: sectorData.show(unit.parentId ?? 0, 0) }]] : []),
      [{ label: say('framework.all'), data: commandData('kerangka') }, menuButton],
    ],
  };
}

type Head = Pick<Screen, 'lines' | 'buttons'>;

async function overview(scene: Scene, sectors: readonly Sector[]): Promise<Head> {
  const proposals = await proposeSectors(scene.tx, sectors);
  const count = proposals.length;
  return {
    lines: [
      say('sector.heading', { sectors: { list: sectors.map(({ title }) => title), by: ', ' } }),
      '',
      ...(count === 0 ? [say('sector.nothing-proposed')] : [say('sector.proposed')]),
      ...proposals
        .slice(0, mostNamed)
        .map(({ path, sector }) => say('sector.proposal', { unit: path, sector: sectorTitle(sectors, sector) })),
      ...(count > mostNamed ? [say('sector.proposals-more', { count: count - mostNamed })] : []),
    ],
    buttons: count === 0 ? [] : [[{ label: say('sector.accept', { count }), data: sectorData.accept(count) }]],
  };
}

function unitCard(
  unit: { readonly id: number; readonly path: string; readonly parentId: number | null },
  { own, inherited }: UnitSector,
  sectors: readonly Sector[],
): Head {
  const sector = sectorTitle(sectors, own ?? inherited);
  const choice = (label: Words, key: string | null): ScreenButton => ({
    label: own === key ? say('sector.chosen', { sector: label }) : label,
    data: sectorData.set(unit.id, key),
  });
  return {
    lines: [
      say('sector.unit', { unit: unit.path }),
      say(own === null && inherited !== null ? 'sector.from-above' : 'sector.here', { sector }),
      say('sector.frozen'),
    ],
    buttons: [
      [...sectors.map(({ key, title }) => choice(title, key)), choice(say('sector.general'), generalSector)],
      ...(unit.parentId === null ? [] : [[choice(say('sector.follow'), null)]]),
    ],
  };
}
