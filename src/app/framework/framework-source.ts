import { z } from 'zod';
import type { Framework } from '../../domain/framework.ts';
import { findFrozenFramework, findPeriod } from '../../storage/period.ts';
import type { Scene } from '../core/scene.ts';

/** Where a framework on the screen comes from, short enough for buttons: `l.<key>` of the library HR chooses from, `p.<id>` as frozen in a period. */
export const frameworkSourceSchema = z.string().regex(/^(l\.[a-z0-9-]{1,24}|p\.\d{1,9})$/);

export function librarySource(key: string): string {
  return `l.${key}`;
}

export function periodSource(periodId: number): string {
  return `p.${periodId}`;
}

export interface FoundFramework {
  readonly framework: Framework;
  /** Name of the period it is frozen in; null in the library. */
  readonly period: string | null;
}

/** The framework behind a source; null when its file is gone or the period was never opened. */
export async function findFramework(
  scene: Pick<Scene, 'tx' | 'settings'>,
  source: string,
): Promise<FoundFramework | null> {
  const name = source.slice(2);
  if (source.startsWith('l.')) {
    const framework = scene.settings.frameworks.get(name);
    return framework ? { framework, period: null } : null;
  }
  const period = await findPeriod(scene.tx, Number(name));
  if (!period || period.state === 'draft') return null;
  return { framework: await findFrozenFramework(scene.tx, period.id), period: period.name };
}
