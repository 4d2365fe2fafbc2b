import type { BotIdentity } from './gateway.ts';
import type { RawUpdate } from './raw-update.ts';

/** What the gateway needs of a Telegram library; everything else the two gateways do is written once, on top of this. */
export interface BotLibrary {
  /** Asks Telegram who the bot is and keeps the answer, which the library's routing needs. Rejects with the library's own errors. */
  identify(): Promise<BotIdentity>;
  /** One request to the Bot API. Rejects with the library's own errors, which `failureOf` explains. */
  call(method: BotMethod, payload: object, signal: AbortSignal): Promise<unknown>;
  /** Wraps bytes so that they can stand in a payload and are uploaded. */
  inputFile(bytes: Uint8Array, name: string): object;
  /** Runs one update through the library's routing, which hands what it finds to `route`. Rejects with what `route` rejected with. */
  dispatch(update: RawUpdate): Promise<void>;
  /** Explains an error of `identify` or `call`; null when it is none of the library's or the network's, that is, a bug. */
  failureOf(error: unknown): RequestFailure | null;
}

/** Called by the library's routing with the part of the update that its filter matched, still as Telegram wrote it. */
export type Route = (updateId: number, part: UpdatePart, content: unknown) => Promise<void>;

export type UpdatePart = 'message' | 'callback_query' | 'my_chat_member';

/** The kinds of update the bot asks Telegram for; edits of old messages change no answer, so they are left out. */
export const allowedUpdates: readonly UpdatePart[] = ['message', 'callback_query', 'my_chat_member'];

export type BotMethod =
  | 'getUpdates'
  | 'setWebhook'
  | 'deleteWebhook'
  | 'getWebhookInfo'
  | 'sendMessage'
  | 'sendPhoto'
  | 'sendDocument'
  | 'editMessageText'
  | 'editMessageMedia'
  | 'editMessageReplyMarkup'
  | 'answerCallbackQuery'
  | 'getFile'
  | 'setMyCommands';

/**
 * Why a request brought no result. `refused`: Telegram answered with an error (`code` as HTTP status, `retryAfter` in seconds with a 429).
 * `not-sent`: no connection came about, so Telegram cannot have acted. `unsure`: the request left and no answer came; it may have taken effect.
 */
export type RequestFailure =
  | {
      readonly kind: 'refused';
      readonly code: number;
      readonly description: string;
      readonly retryAfter: number | null;
    }
  | { readonly kind: 'not-sent'; readonly why: string }
  | { readonly kind: 'unsure'; readonly why: string };
