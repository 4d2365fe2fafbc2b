import { z } from 'zod';
import type { Json } from './step.ts';

const jsonSchema: z.ZodType<Json> = z.json();

/** How far a conversation is, as stored. `revision` rises with every turn that changes something; a button carries the revision it was shown at. */
export const progressSchema = z.object({
  flow: z.string(),
  version: z.number().int(),
  stepId: z.string(),
  answers: z.record(z.string(), jsonSchema),
  revision: z.number().int().nonnegative(),
  /** Where to go back to after one answer was changed from a summary; null otherwise. */
  returnTo: z.string().nullable(),
});
export type Progress = Readonly<z.infer<typeof progressSchema>>;
