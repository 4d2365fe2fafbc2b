import { badRequest } from '../api-refusal.ts';
import { messageObject } from '../bot-api-objects.ts';
import type { Chat } from '../chat.ts';
import type { ChatMessage, Media } from '../chat-message.ts';
import type { FormattedText } from '../parse-html.ts';
import { renderHtml } from '../render-html.ts';
import type { World } from '../world.ts';
import type { Call, Method, MethodResult } from './call.ts';
import { findWritableChat } from './find-chat.ts';
import { checkKeyboard, type Markup, readMarkup } from './read-markup.ts';
import { readMedia } from './read-media.ts';
import { checkCaption, checkText, readCaption, readText } from './read-text.ts';

export const sendMessage: Method = (world, call) => {
  const text = readText(call);
  const markup = readMarkup(call);
  const chat = findWritableChat(world, call);
  checkReply(chat, call);
  checkText(text);
  checkKeyboard(markup.keyboard);
  return deliver(world, call, chat, { text, markup, media: () => null });
};

export const sendPhoto: Method = (world, call) => sendFile(world, call, 'photo');

export const sendDocument: Method = (world, call) => sendFile(world, call, 'document');

/** Shows "typing…" for a moment; only recorded here. */
export const sendChatAction: Method = (world, call) => {
  const chat = findWritableChat(world, call);
  const action = call.text('action');
  if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request');
  world.people.get(chat.id)?.actions.push(action);
  return { result: true };
};

function sendFile(world: World, call: Call, kind: Media['kind']): MethodResult {
  const source = readMedia(world, { kind, reference: call.text(kind), upload: call.upload(kind) });
  const caption = readCaption(call);
  const markup = readMarkup(call);
  const chat = findWritableChat(world, call);
  checkReply(chat, call);
  checkCaption(caption);
  checkKeyboard(markup.keyboard);
  return deliver(world, call, chat, { text: caption, markup, media: source });
}

function deliver(
  world: World,
  call: Call,
  chat: Chat,
  content: { text: FormattedText; markup: Markup; media: () => Media | null },
): MethodResult {
  world.rate.spend(chat.id, call.flag('allow_paid_broadcast'));
  const message: ChatMessage = {
    id: world.nextMessageId(),
    from: 'bot',
    senderId: world.bot.id,
    at: world.clock.now(),
    editedAt: null,
    edited: false,
    text: content.text.text,
    html: renderHtml(content.text),
    entities: content.text.entities,
    media: content.media(),
    keyboard: content.markup.keyboard,
    replyKeyboard: content.markup.other,
    protected: call.flag('protect_content'),
    special: null,
  };
  chat.add(message);
  return { result: messageObject(world, chat, message) };
}

function checkReply(chat: Chat, call: Call): void {
  const parameters = call.json('reply_parameters', 'reply parameters');
  const asked =
    typeof parameters === 'object' && parameters !== null && 'message_id' in parameters ? parameters.message_id : null;
  const id = typeof asked === 'number' ? asked : call.integer('reply_to_message_id', 0);
  if (id === 0) return;
  const lenient =
    call.flag('allow_sending_without_reply') ||
    (typeof parameters === 'object' &&
      parameters !== null &&
      'allow_sending_without_reply' in parameters &&
      parameters.allow_sending_without_reply === true);
  if (chat.get(id) === undefined && !lenient) throw badRequest('message to be replied not found');
}

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);
