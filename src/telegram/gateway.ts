import type { Incoming } from './incoming.ts';
import type { Outgoing } from './outgoing.ts';

/** The port to Telegram. grammY and Telegraf stand behind it and pass one contract suite (`test/telegram/gateway-contract.ts`). */
export interface Gateway {
  /** The bot's own account, asked from Telegram when the gateway is made. */
  readonly identity: BotIdentity;
  /** When Telegram was last heard from (a poll answered, a webhook set or delivered), or null before the first time. */
  lastHeardAt(): Date | null;
  /**
   * For the silence under a webhook, where nobody may have written: asks Telegram whether it delivers here. False where it does not answer, or has updates that it could not
   * deliver within the last minutes. On long polling always false, as polls that are answered say enough (`lastHeardAt`).
   */
  delivers(): Promise<boolean>;
  /**
   * Starts long polling, or sets the webhook, and hands every update to `handle`: in order for one person, side by side for different people.
   * An update is confirmed to Telegram only after `handle` resolved; when it rejects, the update is kept and handed over again later.
   * Resolves when Telegram agreed to the transport, which waits out an outage. Rejects when Telegram refuses the webhook's address.
   */
  start(handle: HandleIncoming): Promise<void>;
  /** Takes no more updates and resolves when those being handled are done and confirmed, or after `withinMs`; those still waiting for their turn stay with Telegram. The webhook stays set, so Telegram keeps what comes meanwhile. */
  stop(withinMs: number): Promise<void>;
  /** Resolves with the error that ended the bot for good: the token was revoked (401), or another poller took over and stayed (409). Never resolves otherwise. */
  readonly ended: Promise<GatewayEnded>;
  /**
   * Webhook transport: one raw update body already parsed from JSON. Resolves when its effects are committed, with what to answer Telegram: a request it shall carry out, or an empty object. Rejects when
   * Telegram should deliver the update again.
   */
  receive(update: unknown): Promise<object>;
  send(chatId: number, message: Outgoing): Promise<Delivery>;
  /** Replaces text and buttons of a message. A photo or document cannot become a text: `gone` then, and the caller sends anew. */
  edit(chatId: number, messageId: number, message: Outgoing): Promise<Delivery>;
  /** Takes the buttons off an old message. Whatever Telegram says, there is nothing to do about it: failures are logged, never thrown. */
  clearButtons(chatId: number, messageId: number): Promise<void>;
  /** Stops the spinner of a pressed button, with a short notice if `text` is given (cut at 200 characters). A query too old is no error; other failures are logged, never thrown. */
  answerPress(queryId: string, text?: string): Promise<void>;
  /** The bytes of a file a person sent. Throws `DownloadError` when it is larger than `maxBytes` or Telegram cannot give it. */
  download(fileId: string, maxBytes: number): Promise<Uint8Array>;
  /** Sets the command menu: for everyone (no chat) or one chat, in one language (null: the default for all). Tried a few times; a failure is logged, never thrown. */
  setCommands(
    commands: readonly CommandEntry[],
    scope: { readonly chatId?: number; readonly locale: string | null },
  ): Promise<void>;
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
 * `unknown`: time-out, broken connection or 504 after the request left, it may or may not have arrived. `unreachable`: it did not arrive (no connection, another 5xx, or the
 * token was refused), try again.
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

/** Telegram does not know the token: it is mistyped, was revoked, or belongs to another Bot API server. Never holds the token itself. */
export class TokenRefused extends Error {
  constructor(apiRoot: string) {
    super(`Telegram at ${apiRoot} does not know this bot token. Copy it again from @BotFather (/mybots, API Token).`);
    this.name = 'TokenRefused';
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
  /** Where left out, `defaultPace`. */
  readonly pace?: Partial<GatewayPace>;
  /** Ends the waiting for Telegram while the gateway is made and started: making it then rejects with the signal's reason. */
  readonly stop?: AbortSignal;
  /** How many updates are handled at once, over all people; 32 where left out. */
  readonly width?: number;
}

/** How long the gateway waits, in milliseconds. */
export interface GatewayPace {
  /** Between tries of a request that Telegram did not answer. */
  readonly request: WaitRange;
  /** Between tries of an update whose handling failed. */
  readonly handle: WaitRange;
  /** How long a long poll stays open; Telegram cuts it to 50 s. */
  readonly pollMs: number;
  /** Before polling again while updates are still in hand; below 500 Telegram answers such a poll with one update only. */
  readonly pollAgain: WaitRange;
  /** How long another poller may stay before the gateway gives up, in waiting time between tries. */
  readonly conflictMs: number;
  /** How long a request may take; an upload may take four times as long, and a poll that much longer than `pollMs`. */
  readonly deadlineMs: number;
}

/** A wait doubles from `firstMs` to `mostMs`, with chance in it. */
export interface WaitRange {
  readonly firstMs: number;
  readonly mostMs: number;
}

export const defaultPace: GatewayPace = {
  request: { firstMs: 500, mostMs: 30_000 },
  handle: { firstMs: 500, mostMs: 10_000 },
  pollMs: 30_000,
  pollAgain: { firstMs: 600, mostMs: 3_000 },
  conflictMs: 60_000,
  deadlineMs: 30_000,
};

/** Where a gateway says what went wrong; never given tokens or message texts. */
export interface GatewayLog {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}
