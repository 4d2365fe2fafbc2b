import { z } from 'zod';

/** Penghargaan for work well done, or inovasi: something new that improved the work and can count for the number of PP 30/2019. */
export const recognitionKindSchema = z.enum(['award', 'innovation']);
export type RecognitionKind = z.infer<typeof recognitionKindSchema>;

/** `proposed` waits for HR; the other three are final. */
export const recognitionStateSchema = z.enum(['proposed', 'accepted', 'declined', 'withdrawn']);
export type RecognitionState = z.infer<typeof recognitionStateSchema>;

/** Whether an accepted one may be announced: the only thing in the product that stands on consent (UU 27/2022). */
export const consentSchema = z.enum(['asked', 'given', 'refused']);
export type Consent = z.infer<typeof consentSchema>;
