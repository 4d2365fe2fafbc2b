import { z } from 'zod';
import type { Framework } from '../../domain/framework.ts';
import { applyVariant, findVariant, type Variant } from '../../domain/variant.ts';
import { findFrozenFramework } from '../../storage/frozen-frameworks.ts';
import { findPeriod } from '../../storage/period.ts';
import type { Scene } from '../core/scene.ts';

/**
 * Where a framework on the screen comes from, short enough for buttons: `l.<key>` of the library HR chooses from, `p.<id>` as frozen in a period; `.<variant>`
 * after it where it is read in the words of one sector.
 */
export const frameworkSourceSchema = z.string().regex(/^(l\.[a-z0-9-]{1,24}|p\.\d{1,9})(\.[a-z0-9-]{1,12})?$/);

export function librarySource(key: string, variant: string | null = null): string {
  return withVariant(`l.${key}`, variant);
}

export function periodSource(periodId: number, variant: string | null = null): string {
  return withVariant(`p.${periodId}`, variant);
}

/** The same framework in the words of a sector; as it stands where that is null. */
export function withVariant(source: string, variant: string | null): string {
  const [where, name] = source.split('.');
  return [where, name, ...(variant === null ? [] : [variant])].join('.');
}

export interface FoundFramework {
  /** In the words of `variant`, where there is one. */
  readonly framework: Framework;
  readonly variant: Variant | null;
  /** Name of the period it is frozen in; null in the library. */
  readonly period: string | null;
}

/** The framework behind a source; null when its file or its variant is gone, or the period was never opened. */
export async function findFramework(
  scene: Pick<Scene, 'tx' | 'settings'>,
  source: string,
): Promise<FoundFramework | null> {
  const [where, name = '', key = null] = source.split('.');
  const found = where === 'l' ? inLibrary(scene, name) : await inPeriod(scene, Number(name));
  if (!found || key === null) return found && { ...found, variant: null };
  const variant = findVariant(found.framework, key);
  return variant && { ...found, framework: applyVariant(found.framework, key), variant };
}

type Whole = Omit<FoundFramework, 'variant'>;

function inLibrary({ settings }: Pick<Scene, 'settings'>, key: string): Whole | null {
  const framework = settings.frameworks.get(key);
  return framework ? { framework, period: null } : null;
}

async function inPeriod({ tx }: Pick<Scene, 'tx'>, id: number): Promise<Whole | null> {
  const period = await findPeriod(tx, id);
  if (!period || period.state === 'draft') return null;
  return { framework: await findFrozenFramework(tx, period.id), period: period.name };
}
