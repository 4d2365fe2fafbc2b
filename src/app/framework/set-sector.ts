import { generalSector, sectorsOf } from '../../domain/variant.ts';
import { say } from '../../i18n/words.ts';
import { findUnit } from '../../storage/unit.ts';
import { findUnitSector, proposeSectors, saveProposedSectors, saveUnitSector } from '../../storage/unit-sector.ts';
import { audit } from '../core/audit.ts';
import { type Outcome, show } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import { sectorTitle, sectorView } from './sector-views.ts';

/** HR gives a unit its sector, for periods to come; `-` makes it follow the unit above. */
export async function setSector(scene: Scene, unitId: number, key: string): Promise<Outcome> {
  const sectors = sectorsOf(scene.settings.frameworks.values());
  const unit = await findUnit(scene.tx, unitId);
  const sector = key === '-' ? null : key;
  const known = sector === null || sector === generalSector || sectors.some((each) => each.key === sector);
  if (!unit || !known) return { kind: 'stale' };
  const { own: before } = await findUnitSector(scene.tx, unitId);
  const view = sectorView.of({ unit: unitId, page: 0 });
  if (before === sector) return show(view);
  await saveUnitSector(scene.tx, unitId, sector);
  await audit(scene, 'unit-sector-set', { detail: { unit: unit.path, sector, before } });
  return show(
    view,
    sector === null
      ? say('sector.follows-now', { unit: unit.name })
      : say('sector.saved', { unit: unit.name, sector: sectorTitle(sectors, sector) }),
  );
}

/** HR takes over what the units' names propose, all at once; `count` is what the screen said. */
export async function acceptSectors(scene: Scene, count: number): Promise<Outcome> {
  const proposals = await proposeSectors(scene.tx, sectorsOf(scene.settings.frameworks.values()));
  const view = sectorView.of({ unit: 0, page: 0 });
  if (proposals.length === 0) return show(view);
  if (proposals.length !== count) return show(view, say('sector.look-again'));
  await saveProposedSectors(scene.tx, proposals);
  await audit(scene, 'unit-sectors-accepted', { detail: { units: count } });
  return show(view, say('sector.accepted', { count }));
}
