import { z } from 'zod';

/** A roster file as Telegram keeps it: enough to fetch it again. Size in bytes. */
export const rosterFileSchema = z.object({
  fileId: z.string(),
  name: z.string(),
  mime: z.string(),
  size: z.number().nullable(),
});
export type RosterFile = Readonly<z.infer<typeof rosterFileSchema>>;

/** The file of a document a person sent. */
export function rosterFileOf({ fileId, name, mime, size }: RosterFile): RosterFile {
  return { fileId, name, mime, size };
}
