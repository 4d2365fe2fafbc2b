import type { Incoming } from './incoming.ts';
import type { Outgoing } from './outgoing.ts';

/** The port to Telegram. grammY and Telegraf stand behind it and pass one contract suite (`test/telegram/gateway-contract.ts`). */
export interface Gateway {
  /** The bot's own account, asked from Telegram when the gateway is made. */
  readonly identity: BotIdentity;
  /** When Telegram was last heard from (a poll answered, a webhook set or delivered), or null before the first time. */
  lastHeardAt(): Date | null;
  /**
   * Starts long polling, or sets the webhook, and hands every update to `handle`: in order for one person, side by side for different people.
   * An update is confirmed to Telegram only after `handle` resolved; when it rejects, the update is kept and handed over again later.
   */
  start(handle: HandleIncoming): Promise<void>;
  /** Takes no more updates and resolves when those in hand are done and confirmed, or after `withinMs`. The webhook stays set, so Telegram keeps what comes meanwhile. */
  stop(withinMs: number): Promise<void>;
  /** Resolves with the error that ended the bot for good: the token was revoked (401), or another poller took over and stayed (409). Never resolves otherwise. */
  readonly ended: Promise<GatewayEnded>;
  /** Webhook transport: one raw update body already parsed from JSON. Resolves when its effects are committed, rejects when Telegram should deliver it again. */
  receive(update: unknown): Promise<void>;
  send(chatId: number, message: Outgoing): Promise<Delivery>;
  /** Replaces text and buttons of a message. A photo or document cannot become a text: `gone` then, and the caller sends anew. */
  edit(chatId: number, messageId: number, message: Outgoing): Promise<Delivery>;
  /** Takes the buttons off an old message. Whatever Telegram says, there is nothing to do about it: failures are logged, never thrown. */
  clearButtons(chatId: number, messageId: number): Promise<void>;
  /** Stops the spinner of a pressed button; a query too old is no error. `text` at most 200 characters. */
  answerPress(queryId: string, text?: string): Promise<void>;
  /** The bytes of a file a person sent. Throws `DownloadError` when it is larger than `maxBytes` or Telegram cannot give it. */
  download(fileId: string, maxBytes: number): Promise<Uint8Array>;
  /** Sets the command menu: for everyone (no chat) or one chat, in one language (null: the default for all). */
  setCommands(commands: readonly CommandEntry[], scope: { readonly chatId?: number; readonly locale: string | null }): Promise<void>;
}

export interface BotIdentity {
  readonly id: number;
  readonly username: string;
}

export type HandleIncoming = (incoming: Incoming) => Promise<void>;

export interface CommandEntry {
  readonly command: string;
  readonly description: string;
}

/** Why the gateway gave up for good. */
export type GatewayEnded = { readonly reason: 'token-revoked' } | { readonly reason: 'another-poller' };

/**
 * What became of a message.
 * `sent`: Telegram has it. `unchanged`: an edit that changed nothing. `blocked`: this person cannot be reached (403, or chat not found). `gone`: the message to
 * edit does not exist any more or cannot be edited. `wait`: 429, not sent, try again after `seconds`. `failed`: refused for another reason, will be refused again.
 * `unknown`: time-out or broken connection after the request left, it may or may not have arrived. `unreachable`: it certainly did not arrive (no connection, 5xx), try again.
 */
export type Delivery =
  | { readonly state: 'sent'; readonly messageId: number; readonly fileId: string | null }
  | { readonly state: 'unchanged' }
  | { readonly state: 'blocked'; readonly why: string }
  | { readonly state: 'gone' }
  | { readonly state: 'wait'; readonly seconds: number }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'unknown'; readonly why: string }
  | { readonly state: 'unreachable'; readonly why: string };

/** A file could not be fetched; `code` says why, `message` says it in words for the log. */
export class DownloadError extends Error {
  readonly code: 'too-large' | 'not-available';
  constructor(code: DownloadError['code'], message: string) {
    super(message);
    this.name = 'DownloadError';
    this.code = code;
  }
}

/** Settings both gateways need. */
export interface GatewaySettings {
  readonly token: string;
  /** Root of the Bot API without a trailing slash. */
  readonly apiRoot: string;
  readonly transport:
    | { readonly kind: 'polling' }
    | { readonly kind: 'webhook'; readonly url: string; readonly secret: string };
  readonly log: GatewayLog;
  readonly now: () => Date;
}

/** Where a gateway says what went wrong; never given tokens or message texts. */
export interface GatewayLog {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}
