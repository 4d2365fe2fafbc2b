import type { UpdatePart } from './bot-library.ts';
import { cleanFileName } from './clean-file-name.ts';
import { entitiesToHtml } from './entities-to-html.ts';
import type { BotIdentity } from './gateway.ts';
import type { Incoming, IncomingBody, IncomingFile, IncomingHead, TelegramPerson } from './incoming.ts';
import {
  type RawChat,
  type RawMessage,
  type RawPerson,
  rawMembershipSchema,
  rawMessageSchema,
  rawPressSchema,
} from './raw-update.ts';

/** A private chat is not with the person who acts in it; whoever is answered there must be the one who asked. */
export class NotTheirChat extends Error {
  constructor() {
    super('The private chat is not with the sender.');
    this.name = 'NotTheirChat';
  }
}

/**
 * Turns one part of an update into the product's own words. Null when nobody acted (a service message without a sender).
 * Throws a `ZodError` when the content is not what Telegram documents, and `NotTheirChat`.
 */
export function readUpdate(updateId: number, part: UpdatePart, content: unknown, bot: BotIdentity): Incoming | null {
  switch (part) {
    case 'message': {
      const message = rawMessageSchema.parse(content);
      if (message.from === undefined) return null;
      return { ...head(updateId, message.chat, message.from), ...readMessage(message, bot) };
    }
    case 'callback_query': {
      const press = rawPressSchema.parse(content);
      const chat = press.message?.chat ?? { id: press.from.id, type: 'private' };
      const messageId = press.message === undefined || press.message.date === 0 ? null : press.message.message_id;
      const body: IncomingBody =
        press.data === undefined
          ? { kind: 'other', what: 'callback_query', messageId }
          : { kind: 'press', queryId: press.id, data: press.data, messageId };
      return { ...head(updateId, chat, press.from), ...body };
    }
    case 'my_chat_member': {
      const change = rawMembershipSchema.parse(content);
      return {
        ...head(updateId, change.chat, change.from),
        ...readMembership(change.chat, change.new_chat_member.status),
      };
    }
    default:
      return part satisfies never;
  }
}

function head(updateId: number, chat: RawChat, from: RawPerson): IncomingHead {
  if (chat.type === 'private' && chat.id !== from.id) throw new NotTheirChat();
  return { updateId, chatId: chat.id, chatKind: chatKind(chat.type), from: person(from) };
}

function chatKind(type: RawChat['type']): IncomingHead['chatKind'] {
  switch (type) {
    case 'private':
      return 'private';
    case 'group':
    case 'supergroup':
      return 'group';
    case 'channel':
      return 'channel';
    default:
      return type satisfies never;
  }
}

function person(from: RawPerson): TelegramPerson {
  return { id: from.id, firstName: from.first_name, languageCode: from.language_code ?? null };
}

function readMembership(chat: RawChat, status: string): IncomingBody {
  const reachable = chat.type === 'private' && (status === 'member' || status === 'kicked');
  return reachable
    ? { kind: 'membership', blocked: status === 'kicked' }
    : { kind: 'other', what: 'my_chat_member', messageId: null };
}

function readMessage(message: RawMessage, bot: BotIdentity): IncomingBody {
  const messageId = message.message_id;
  if (message.text !== undefined) return readText(message.text, message, bot);
  const file = fileOf(message);
  if (file === null) return { kind: 'other', what: contentName(message), messageId };
  const captionHtml = entitiesToHtml(message.caption, message.caption_entities);
  return { kind: 'file', file, caption: message.caption, captionHtml, messageId };
}

const commandPattern = /^\/([a-z0-9_]+)(?:@([a-z0-9_]+))?(?:\s+([\s\S]*))?$/i;

function readText(text: string, message: RawMessage, bot: BotIdentity): IncomingBody {
  const messageId = message.message_id;
  const [, name, addressee, argument] = commandPattern.exec(text) ?? [];
  if (name === undefined) return { kind: 'text', text, html: entitiesToHtml(text, message.entities), messageId };
  if (addressee !== undefined && addressee.toLowerCase() !== bot.username.toLowerCase())
    return { kind: 'other', what: 'command-for-another-bot', messageId };
  return { kind: 'command', name: name.toLowerCase(), argument: (argument ?? '').trim(), messageId };
}

function fileOf(message: RawMessage): IncomingFile | null {
  const largest = message.photo?.reduce((best, size) =>
    size.width * size.height > best.width * best.height ? size : best,
  );
  if (largest !== undefined) {
    const name = `foto-${message.message_id}.jpg`;
    return { fileId: largest.file_id, as: 'photo', name, mime: 'image/jpeg', size: largest.file_size ?? null };
  }
  // An animation carries a `document` too, for bots older than animations; it is no document to the person who sent it.
  if (message.document === undefined || message.animation !== undefined) return null;
  return {
    fileId: message.document.file_id,
    as: 'document',
    name: cleanFileName(message.document.file_name ?? '', `dokumen-${message.message_id}`),
    mime: message.document.mime_type ?? 'application/octet-stream',
    size: message.document.file_size ?? null,
  };
}

const contentNames = [
  'sticker',
  'voice',
  'video',
  'video_note',
  'animation',
  'audio',
  'location',
  'contact',
  'poll',
  'dice',
] as const;

function contentName(message: RawMessage): string {
  return contentNames.find((name) => message[name] !== undefined) ?? 'service-message';
}
