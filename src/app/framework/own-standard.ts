import { findVariant } from '../../domain/variant.ts';
import { findCurrentAppraisal } from '../../storage/appraisal.ts';
import { findUnitSector } from '../../storage/unit-sector.ts';
import type { Scene } from '../core/scene.ts';
import { frameworkInUse } from './framework-in-use.ts';
import { librarySource, periodSource } from './framework-source.ts';

/**
 * The standard expected of the person at hand, in the words of their sector: as frozen in their period, or the framework in use between periods. Null when there is
 * none.
 */
export async function ownStandard(scene: Scene): Promise<string | null> {
  const { employee } = scene.actor;
  const appraisal = employee && (await findCurrentAppraisal(scene.tx, employee.id));
  if (appraisal) return periodSource(appraisal.period.id, appraisal.variant);
  const inUse = await frameworkInUse(scene);
  if (!inUse) return null;
  if (!employee || !inUse.variants) return librarySource(inUse.key);
  const { own, inherited } = await findUnitSector(scene.tx, employee.unitId);
  return librarySource(inUse.key, findVariant(inUse, own ?? inherited)?.key ?? null);
}
