import type { Door } from './walk-door.ts';
import type { PersonName, World } from './world.ts';

export interface Decision {
  readonly door: (world: World) => Door;
  readonly may: readonly PersonName[];
  readonly sees: readonly PersonName[];
}
