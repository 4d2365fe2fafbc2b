import type { RetentionClass } from '../../domain/retention.ts';

/** Data of the buttons about how long data is kept. */
export const retentionData = {
  open: (): string => 'retention.open',
  ask: (about: RetentionClass): string => `retention.ask:${about}`,
  set: (): string => 'retention.set',
} as const;
