import { isDeepStrictEqual } from 'node:util';
import { badRequest } from '../api-refusal.ts';
import { messageObject } from '../bot-api-objects.ts';
import type { Chat } from '../chat.ts';
import type { ChatMessage } from '../chat-message.ts';
import type { FormattedText } from '../parse-html.ts';
import { renderHtml } from '../render-html.ts';
import type { World } from '../world.ts';
import { type Call, isObject, type Method, type MethodResult } from './call.ts';
import { findChat, findWritableChat } from './find-chat.ts';
import { checkKeyboard, type Markup, readMarkup } from './read-markup.ts';
import { readMedia } from './read-media.ts';
import { checkCaption, checkText, readCaption, readFormatted, readText } from './read-text.ts';

export const editMessageText: Method = (world, call) => {
  const text = readText(call);
  const markup = readMarkup(call);
  const { chat, message } = findOwn(world, call, markup);
  if (message.media !== null) throw badRequest('there is no text in the message to edit');
  checkText(text);
  return replace(world, chat, message, { ...written(text), keyboard: markup.keyboard });
};

export const editMessageCaption: Method = (world, call) => {
  const caption = readCaption(call);
  const markup = readMarkup(call);
  const { chat, message } = findOwn(world, call, markup);
  if (message.media === null) throw badRequest('there is no caption in the message to edit');
  checkCaption(caption);
  return replace(world, chat, message, { ...written(caption), keyboard: markup.keyboard });
};

export const editMessageReplyMarkup: Method = (world, call) => {
  const markup = readMarkup(call);
  const { chat, message } = findOwn(world, call, markup);
  return replace(world, chat, message, { keyboard: markup.keyboard });
};

export const editMessageMedia: Method = (world, call) => {
  const input = call.json('media', 'InputMedia');
  if (!isObject(input)) throw badRequest("can't parse InputMedia: expected an Object");
  const { type, media, caption, parse_mode: parseMode, caption_entities: entities } = input;
  if (type !== 'photo' && type !== 'document')
    throw badRequest(`type "${String(type)}" is unsupported by the simulator`);
  if (typeof media !== 'string') throw badRequest('can\'t parse InputMedia: Can\'t find field "media"');
  const source = readMedia(world, { kind: type, reference: media, upload: call.attached(media) });
  const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
  const text = readFormatted(asText(caption), asText(parseMode), entities);
  const markup = readMarkup(call);
  const { chat, message } = findOwn(world, call, markup);
  checkCaption(text);
  return replace(world, chat, message, { ...written(text), media: source(), keyboard: markup.keyboard });
};

export const deleteMessage: Method = (world, call) => {
  const chat = findChat(world, call);
  const message = chat.get(messageId(call));
  if (message === undefined) throw badRequest('message to delete not found');
  if (world.clock.now().getTime() - message.at.getTime() > DELETABLE_MS)
    throw badRequest("message can't be deleted for everyone");
  chat.remove(message.id);
  return { result: true };
};

const DELETABLE_MS = 48 * 3_600_000;

function findOwn(world: World, call: Call, markup: Markup): { chat: Chat; message: ChatMessage } {
  const id = messageId(call);
  const chat = findWritableChat(world, call);
  const message = chat.get(id);
  if (message === undefined) throw badRequest('message to edit not found');
  if (message.from !== 'bot' || message.replyKeyboard) throw badRequest("message can't be edited");
  if (markup.other) throw badRequest('inline keyboard expected');
  checkKeyboard(markup.keyboard);
  return { chat, message };
}

function messageId(call: Call): number {
  if (call.text('message_id') === '') throw badRequest('message identifier is not specified');
  return call.integer('message_id', 0);
}

function written(text: FormattedText): Pick<ChatMessage, 'text' | 'html' | 'entities'> {
  return { text: text.text, html: renderHtml(text), entities: text.entities };
}

function replace(world: World, chat: Chat, message: ChatMessage, change: Partial<ChatMessage>): MethodResult {
  const changed: ChatMessage = { ...message, ...change, edited: true, editedAt: world.clock.now() };
  if (isDeepStrictEqual(shown(changed), shown(message))) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  chat.replace(changed);
  return { result: messageObject(world, chat, changed) };
}

function shown({ text, entities, media, keyboard }: ChatMessage): unknown {
  return { text, entities, media: media?.fileId, keyboard };
}
