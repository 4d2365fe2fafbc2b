import type { Chat } from './chat.ts';
import type { ChatMessage, Keyboard, KeyboardButton } from './chat-message.ts';
import type { PersonRecord, World } from './world.ts';

/** A JSON object as the Bot API sends it. */
export type ApiObject = Readonly<Record<string, unknown>>;

/** `User` for the bot itself. */
export function botObject({ bot }: World): ApiObject {
  return { id: bot.id, is_bot: true, first_name: bot.name, username: bot.username };
}

/** `User` for a person. */
export function userObject({ options }: PersonRecord): ApiObject {
  const { id, firstName, lastName, username, languageCode } = options;
  return {
    id,
    is_bot: false,
    first_name: firstName,
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(username === undefined ? {} : { username }),
    ...(languageCode === undefined ? {} : { language_code: languageCode }),
  };
}

/** `Chat`: a private chat or a group. */
export function chatObject(world: World, chat: Chat): ApiObject {
  const group = world.groups.get(chat.id);
  if (group !== undefined) {
    return { id: group.id, title: group.title, type: 'group', all_members_are_administrators: true };
  }
  const person = world.people.get(chat.id);
  if (person === undefined) return { id: chat.id, type: 'private' };
  const { id, firstName, lastName, username } = person.options;
  return {
    id,
    first_name: firstName,
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(username === undefined ? {} : { username }),
    type: 'private',
  };
}

/** `Message`. */
export function messageObject(world: World, chat: Chat, message: ChatMessage): ApiObject {
  const sender = world.people.get(message.senderId);
  return {
    message_id: message.id,
    from: sender === undefined ? botObject(world) : userObject(sender),
    chat: chatObject(world, chat),
    date: unixTime(message.at),
    ...(message.editedAt === null ? {} : { edit_date: unixTime(message.editedAt) }),
    ...(message.protected ? { has_protected_content: true } : {}),
    ...contentOf(world, message),
    ...(message.keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboardObject(message.keyboard) } }),
  };
}

/** Seconds since 1970, as all times of the Bot API. */
export function unixTime(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}

function contentOf(world: World, message: ChatMessage): ApiObject {
  if (message.special !== null) return message.special;
  const entities = message.entities.length === 0 ? null : message.entities;
  if (message.media === null) {
    return { text: message.text, ...(entities === null ? {} : { entities }) };
  }
  return {
    ...mediaObject(world, message.media.fileId),
    ...(message.text === '' ? {} : { caption: message.text }),
    ...(entities === null ? {} : { caption_entities: entities }),
  };
}

function mediaObject(world: World, fileId: string): ApiObject {
  const file = world.files.get(fileId);
  if (file === undefined) return {};
  const base = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size };
  if (file.kind === 'document') {
    return { document: { file_name: file.name, mime_type: file.mime, ...base } };
  }
  const { width, height, preview } = file;
  const shrink = Math.min(1, 90 / Math.max(width, height));
  const small = { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
  const sizes = [{ ...base, width, height }];
  if (preview === null) return { photo: sizes };
  const first = {
    file_id: preview.fileId,
    file_unique_id: preview.uniqueId,
    file_size: Math.min(file.size, 1_200),
    ...small,
  };
  return { photo: [first, ...sizes] };
}

function keyboardObject(keyboard: Keyboard): ApiObject[][] {
  return keyboard.map((row) => row.map(buttonObject));
}

function buttonObject(button: KeyboardButton): ApiObject {
  switch (button.kind) {
    case 'callback':
      return { text: button.text, callback_data: button.data };
    case 'url':
      return { text: button.text, url: button.url };
    case 'copy':
      return { text: button.text, copy_text: { text: button.copy } };
    default:
      return button satisfies never;
  }
}
