import { type Fault, repeated } from './fault.ts';
import { growthFaults, levelFaults } from './framework-level-faults.ts';
import type { FrameworkShape } from './framework-shape.ts';
import { generalSector } from './variant.ts';

/** Variants that cannot be told apart, that change an indicator which is not there, or whose texts are not whole. */
export function variantFaults({ variants = [], indicators, scale }: FrameworkShape): Fault[] {
  const words = variants.flatMap(({ match }, at) =>
    match.map((word, place) => ({ word: word.toLowerCase(), path: ['variants', at, 'match', place] })),
  );
  return [
    ...repeated(
      variants.map(({ key }) => key),
      (at) => ['variants', at, 'key'],
    ),
    ...repeated(
      words.map(({ word }) => word),
      (at) => words[at]?.path ?? ['variants'],
    ),
    ...variants.flatMap(({ key, indicators: overrides }, at) => [
      ...(key === generalSector
        ? [{ path: ['variants', at, 'key'], reason: `must not be ${key}: that stands for the framework as it is` }]
        : []),
      ...(Object.keys(overrides).length === 0
        ? [
            {
              path: ['variants', at, 'indicators'],
              reason: 'changes nothing: at least one indicator must read differently',
            },
          ]
        : []),
      ...Object.entries(overrides).flatMap(([id, { levels, growth }]) => {
        const path = ['variants', at, 'indicators', id];
        return [
          ...(indicators.some((indicator) => indicator.id === id)
            ? []
            : [{ path, reason: 'is not an indicator of this framework' }]),
          ...(levels ? levelFaults(levels, scale, [...path, 'levels']) : []),
          ...(growth ? growthFaults(growth, scale, [...path, 'growth']) : []),
        ];
      }),
    ]),
  ];
}
