import { z } from 'zod';

/**
 * Whom HR speaks to, of those on the roster. `unit` takes its sub-units in. `supervisor` has staff, on the roster or in the open period. `unfinished` has, in an open period, a
 * self-assessment not submitted or, as the rater, a review not concluded.
 */
export const audienceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('unit'), unitId: z.number().int(), unitPath: z.string() }),
  z.object({ kind: z.literal('role'), role: z.enum(['employee', 'supervisor', 'hr']) }),
  z.object({ kind: z.literal('unfinished'), task: z.enum(['self', 'review']) }),
]);
export type Audience = z.infer<typeof audienceSchema>;
