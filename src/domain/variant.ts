import type { FrameworkShape } from './framework-shape.ts';

type Variants = Pick<FrameworkShape, 'variants' | 'indicators'>;

/** A unit's sector when HR decided that the framework as it stands fits, whatever the unit above has. */
export const generalSector = 'general';

/**
 * The framework as the people of one sector read it (Kuranji: health, education): other words for the same indicators, weights and raters. A key
 * that the framework does not have, or null, gives it as it stands.
 */
export function applyVariant<Framework extends Variants>(framework: Framework, key: string | null): Framework {
  const variant = findVariant(framework, key);
  if (!variant) return framework;
  return {
    ...framework,
    indicators: framework.indicators.map((indicator) => {
      const override = variant.indicators[indicator.id];
      if (!override) return indicator;
      const aspects = override.aspects ?? indicator.aspects;
      return {
        ...indicator,
        name: override.name ?? indicator.name,
        description: override.description ?? indicator.description,
        ...(aspects && { aspects }),
        levels: override.levels ?? indicator.levels,
        growth: override.growth ?? indicator.growth,
      };
    }),
  };
}

/** The variant with this key; null when the framework has none of that name. */
export function findVariant({ variants = [] }: Pick<Variants, 'variants'>, key: string | null): Variant | null {
  return variants.find((variant) => variant.key === key) ?? null;
}

export function variantKeys({ variants = [] }: Pick<Variants, 'variants'>): readonly string[] {
  return variants.map(({ key }) => key);
}

export type Variant = NonNullable<FrameworkShape['variants']>[number];

/** A line of work with its own words for the same indicators, as some framework of the library names it. */
export interface Sector {
  readonly key: string;
  readonly title: Variant['title'];
  readonly match: readonly string[];
}

/** Every sector that some framework has a variant for; where several name the same, the first gives the title and all give words. */
export function sectorsOf(frameworks: Iterable<Pick<Variants, 'variants'>>): readonly Sector[] {
  const sectors = new Map<string, Sector>();
  for (const { variants = [] } of frameworks) {
    for (const { key, title, match } of variants) {
      const known = sectors.get(key);
      sectors.set(key, known ? { ...known, match: [...new Set([...known.match, ...match])] } : { key, title, match });
    }
  }
  return [...sectors.values()];
}
