import type { Framework } from '../../domain/framework.ts';
import { findPreference } from '../../storage/preference.ts';
import type { Scene } from '../core/scene.ts';

/** The law for every civil servant, in use until HR chooses another. */
const nationalKey = 'nasional';

/** The framework new periods get unless HR says otherwise; null when the file of the chosen one is gone, then HR has to choose again. */
export async function frameworkInUse(scene: Pick<Scene, 'tx' | 'settings'>): Promise<Framework | null> {
  const key = (await findPreference(scene.tx, 'framework')) ?? nationalKey;
  return scene.settings.frameworks.get(key) ?? null;
}
