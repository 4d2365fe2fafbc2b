import { findCurrentAppraisal } from '../../storage/appraisal.ts';
import type { Scene } from '../core/scene.ts';
import { frameworkInUse } from './framework-in-use.ts';
import { librarySource, periodSource } from './framework-source.ts';

/** The standard expected of the person at hand: as frozen in their period, or the framework in use between periods. Null when there is none. */
export async function ownStandard(scene: Scene): Promise<string | null> {
  const { employee } = scene.actor;
  const appraisal = employee && (await findCurrentAppraisal(scene.tx, employee.id));
  if (appraisal) return periodSource(appraisal.period.id);
  const inUse = await frameworkInUse(scene);
  return inUse && librarySource(inUse.key);
}
