import { z } from 'zod';

/** A piece of evidence kept in a draft: a file Telegram holds, or a link. Sizes in bytes. */
export const attachmentSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('photo'),
    fileId: z.string(),
    name: z.string(),
    mime: z.string(),
    size: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('document'),
    fileId: z.string(),
    name: z.string(),
    mime: z.string(),
    size: z.number().nullable(),
  }),
  z.object({ kind: z.literal('link'), url: z.string(), name: z.string() }),
]);
export type Attachment = z.infer<typeof attachmentSchema>;
