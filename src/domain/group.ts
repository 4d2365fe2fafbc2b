import { z } from 'zod';

/** Who can be asked in an appraisal. Peers and citizens are always unnamed to the rated (DOMAIN.md §6). */
export const groupKinds = ['self', 'supervisor', 'peer', 'citizen'] as const;

export const groupKindSchema = z.enum(groupKinds, { error: `must be one of ${groupKinds.join(', ')}` });

export type GroupKind = z.output<typeof groupKindSchema>;

/** Whether a group's answers may be shown only together, never one by one. */
export function isUnnamed(kind: GroupKind): boolean {
  return kind === 'peer' || kind === 'citizen';
}
