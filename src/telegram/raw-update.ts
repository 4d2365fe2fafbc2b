import { z } from 'zod';

/** One update as Telegram writes it; only its number is needed to confirm it, the rest is parsed where it is read. */
export const rawUpdateSchema = z.looseObject({ update_id: z.int() });
export type RawUpdate = z.infer<typeof rawUpdateSchema>;

const personSchema = z.object({ id: z.number(), first_name: z.string(), language_code: z.string().optional() });

const chatSchema = z.object({ id: z.number(), type: z.enum(['private', 'group', 'supergroup', 'channel']) });

const entitySchema = z.object({
  type: z.string(),
  /** In UTF-16 code units, as JavaScript counts. */
  offset: z.number(),
  length: z.number(),
  url: z.string().optional(),
  user: z.object({ id: z.number() }).optional(),
  language: z.string().optional(),
});

const fileSchema = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
});

const photoSizeSchema = z.object({
  file_id: z.string(),
  width: z.number(),
  height: z.number(),
  file_size: z.number().optional(),
});

/** A message, loose because a message of a kind the bot does not know is named after the field that holds its content. */
export const rawMessageSchema = z.looseObject({
  message_id: z.number(),
  from: personSchema.optional(),
  chat: chatSchema,
  text: z.string().optional(),
  entities: z.array(entitySchema).default([]),
  caption: z.string().default(''),
  caption_entities: z.array(entitySchema).default([]),
  photo: z.array(photoSizeSchema).optional(),
  document: fileSchema.optional(),
});

/** `date` is 0 when the bot can no longer reach the message. */
export const rawPressSchema = z.object({
  id: z.string(),
  from: personSchema,
  data: z.string().optional(),
  message: z.object({ message_id: z.number(), date: z.number(), chat: chatSchema }).optional(),
});

export const rawMembershipSchema = z.object({
  chat: chatSchema,
  from: personSchema,
  new_chat_member: z.object({ status: z.string() }),
});

export type RawPerson = z.infer<typeof personSchema>;
export type RawChat = z.infer<typeof chatSchema>;
export type RawEntity = z.infer<typeof entitySchema>;
export type RawMessage = z.infer<typeof rawMessageSchema>;

const actorSchema = z.object({ from: z.object({ id: z.number() }) });

/** Who acted in an update, which decides its order; updates of nobody known share person 0. */
export function personOf(update: RawUpdate): number {
  for (const content of Object.values(update)) {
    const parsed = actorSchema.safeParse(content);
    if (parsed.success) return parsed.data.from.id;
  }
  return 0;
}
