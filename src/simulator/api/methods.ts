import { close, getChat, getFile, getMe, logOut } from './account.ts';
import { answerCallbackQuery } from './answer-callback-query.ts';
import type { Method } from './call.ts';
import { deleteMyCommands, getMyCommands, setChatMenuButton, setMyCommands } from './commands.ts';
import {
  deleteMessage,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
} from './edit.ts';
import { sendChatAction, sendDocument, sendMessage, sendPhoto } from './send.ts';
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './updates.ts';

const METHODS = {
  answerCallbackQuery,
  close,
  deleteMessage,
  deleteMyCommands,
  deleteWebhook,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
  getChat,
  getFile,
  getMe,
  getMyCommands,
  getUpdates,
  getWebhookInfo,
  logOut,
  sendChatAction,
  sendDocument,
  sendMessage,
  sendPhoto,
  setChatMenuButton,
  setMyCommands,
  setWebhook,
} as const satisfies Record<string, Method>;

const BY_NAME = new Map(Object.entries(METHODS).map(([name, run]) => [name.toLowerCase(), { name, run }]));

/** The method of this name with its proper spelling; Telegram does not mind upper and lower case. Undefined for unknown names. */
export function findMethod(name: string): { readonly name: string; readonly run: Method } | undefined {
  return BY_NAME.get(name.toLowerCase());
}
