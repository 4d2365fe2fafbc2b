import { type Fault, notAscending, repeated } from './fault.ts';
import type { FrameworkShape } from './framework-shape.ts';

type Indicator = FrameworkShape['indicators'][number];
type Scale = FrameworkShape['scale'];

/** Level descriptions that are not one for each level of the scale. */
export function levelFaults(levels: Indicator['levels'], scale: Scale, path: Fault['path']): Fault[] {
  const wanted = scale.map(({ level }) => level);
  const described = levels.map(({ level }) => level);
  return [
    ...repeated(described, (place) => [...path, place, 'level']),
    ...wanted.flatMap((level) =>
      described.includes(level) ? [] : [{ path, reason: `does not describe level ${level} of the scale` }],
    ),
    ...described.flatMap((level, place) =>
      wanted.includes(level)
        ? []
        : [{ path: [...path, place, 'level'], reason: `is ${level}, which the scale does not have` }],
    ),
  ];
}

/** Every level below the top needs a next step, or feedback could name a need and no way on. */
export function growthFaults(growth: Indicator['growth'], scale: Scale, path: Fault['path']): Fault[] {
  const belowTop = scale.at(-2)?.level ?? 0;
  return [
    ...notAscending(
      growth.map(({ upTo }) => upTo),
      (place) => [...path, place, 'upTo'],
    ),
    ...((growth.at(-1)?.upTo ?? 0) >= belowTop
      ? []
      : [{ path, reason: `must reach level ${belowTop}, so that everyone below the top has a next step` }]),
  ];
}
