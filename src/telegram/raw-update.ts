import { z } from 'zod';
import { cleanText } from './clean-text.ts';

/** One update as Telegram writes it; only its number is needed to confirm it, the rest is parsed where it is read. */
export const rawUpdateSchema = z.looseObject({ update_id: z.int() });
export type RawUpdate = z.infer<typeof rawUpdateSchema>;

/** Words of whoever wrote them, made fit to be stored, sent and written into a file. */
const text = z.string().transform(cleanText);

/** A name, of which Telegram takes 64 characters. */
const name = text.transform((given) => [...given].slice(0, 64).join(''));

/** Telegram's ids of people and chats have at most 52 bits; those of chats of several people are negative. */
const chatId = z
  .int()
  .min(-(2 ** 52))
  .max(2 ** 52);
const personId = z
  .int()
  .min(1)
  .max(2 ** 52);

const messageId = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** Telegram's own names for things (a file, a press): given back as they are, or not at all. */
const token = z.string().regex(/^[\x20-\x7e]{1,512}$/);

const personSchema = z.object({ id: personId, first_name: name, language_code: text.optional() });

const chatSchema = z.object({ id: chatId, type: z.enum(['private', 'group', 'supergroup', 'channel']) });

const entitySchema = z.object({
  type: z.string(),
  /** In UTF-16 code units, as JavaScript counts. */
  offset: z.int(),
  length: z.int(),
  url: text.optional(),
  user: z.object({ id: personId }).optional(),
  language: text.optional(),
});

/** In bytes. What Telegram says is believed where it can be stored. */
const fileSize = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

const fileSchema = z.object({
  file_id: token,
  /** Cleaned by `cleanFileName`, which drops what a text keeps a place for. */
  file_name: z.string().optional(),
  mime_type: text.optional(),
  file_size: fileSize.optional(),
});

const photoSizeSchema = z.object({
  file_id: token,
  width: z.int(),
  height: z.int(),
  file_size: fileSize.optional(),
});

/** A message, loose because a message of a kind the bot does not know is named after the field that holds its content. */
export const rawMessageSchema = z.looseObject({
  message_id: messageId,
  from: personSchema.optional(),
  chat: chatSchema,
  text: text.optional(),
  entities: z.array(entitySchema).default([]),
  caption: text.default(''),
  caption_entities: z.array(entitySchema).default([]),
  photo: z.array(photoSizeSchema).optional(),
  document: fileSchema.optional(),
});

/** `date` is 0 when the bot can no longer reach the message. */
export const rawPressSchema = z.object({
  id: token,
  from: personSchema,
  data: text.optional(),
  message: z.object({ message_id: messageId, date: z.number(), chat: chatSchema }).optional(),
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

/** Who acted in an update, which decides its order; updates of nobody known share person 0. */
export function personOf(update: RawUpdate): number {
  for (const content of Object.values(update)) {
    if (typeof content !== 'object') continue;
    const parsed = actorSchema.safeParse(content);
    if (parsed.success) return parsed.data.from.id;
  }
  return 0;
}

const actorSchema = z.object({ from: z.object({ id: z.number() }) });

/** By which a press is answered; null for any other update. */
export function queryIdOf({ callback_query: press }: RawUpdate): string | null {
  return press === undefined ? null : (pressIdSchema.safeParse(press).data?.id ?? null);
}

const pressIdSchema = z.object({ id: token });
