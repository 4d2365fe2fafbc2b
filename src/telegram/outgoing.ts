import { z } from 'zod';

/** One button of an inline keyboard. `data` is at most 64 bytes. */
export const buttonSchema = z.union([
  z.object({ text: z.string(), data: z.string() }),
  z.object({ text: z.string(), url: z.string() }),
  z.object({ text: z.string(), copy: z.string() }),
]);
export type Button = z.infer<typeof buttonSchema>;

/** Rows of buttons; at most 12 rows of 8. */
export const keyboardSchema = z.array(z.array(buttonSchema));
export type Keyboard = z.infer<typeof keyboardSchema>;

/** A file the bot sends: one that Telegram already has (`fileId`), or bytes as base64 so that the message can wait in the outbox. */
export const outgoingFileSchema = z.union([
  z.object({ as: z.enum(['photo', 'document']), fileId: z.string() }),
  z.object({ as: z.enum(['photo', 'document']), name: z.string(), base64: z.string() }),
]);
export type OutgoingFile = z.infer<typeof outgoingFileSchema>;

/**
 * A message ready for Telegram. `html` is Telegram HTML, at most 4,096 characters of visible text, or at most 1,024 as a caption when a file goes
 * along. `protect` forbids forwarding (results). Stored in the outbox as JSON.
 */
export const outgoingSchema = z.object({
  html: z.string(),
  keyboard: keyboardSchema.default([]),
  file: outgoingFileSchema.optional(),
  protect: z.boolean().optional(),
});
export type Outgoing = z.infer<typeof outgoingSchema>;
