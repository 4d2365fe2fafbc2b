import { z } from 'zod';

/** What a broadcast may lead to, besides saying that it was read: a lesson by its key, a poll, or a command of everybody's. */
export const broadcastButtonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lesson'), lesson: z.string() }),
  z.object({ kind: z.literal('poll'), pollId: z.number().int() }),
  z.object({ kind: z.literal('command'), command: z.enum(['kerangka', 'nilai', 'tim', 'hasil']) }),
]);
export type BroadcastButton = z.infer<typeof broadcastButtonSchema>;
