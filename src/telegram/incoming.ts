/** What Telegram delivers to the bot, in the product's own words; both gateways convert to it and nothing else crosses this line. */
export type Incoming = IncomingHead & IncomingBody;

/** What every update carries. Ids are Telegram's; they fit in 52 bits, so a number holds them exactly. */
export interface IncomingHead {
  readonly updateId: number;
  readonly chatId: number;
  readonly chatKind: 'private' | 'group' | 'channel';
  readonly from: TelegramPerson;
}

export interface TelegramPerson {
  readonly id: number;
  readonly firstName: string;
  /** IETF tag as Telegram reports it (`id`, `en-GB`), or null when the person's app does not tell. */
  readonly languageCode: string | null;
}

export type IncomingBody =
  /** `/name argument`; name in lower case without slash and without `@bot`. The argument is trimmed and may be empty. */
  | { readonly kind: 'command'; readonly name: string; readonly argument: string; readonly messageId: number }
  /** Plain text, with the same text as Telegram HTML (escaped, with the sender's formatting as tags). */
  | { readonly kind: 'text'; readonly text: string; readonly html: string; readonly messageId: number }
  /** A button press. `messageId` is null when Telegram no longer knows the message. */
  | { readonly kind: 'press'; readonly queryId: string; readonly data: string; readonly messageId: number | null }
  | {
      readonly kind: 'file';
      readonly file: IncomingFile;
      readonly caption: string;
      readonly captionHtml: string;
      readonly messageId: number;
    }
  /** The person stopped the bot (`blocked: true`) or came back; from `my_chat_member`. */
  | { readonly kind: 'membership'; readonly blocked: boolean }
  /** Something the bot has no use for (sticker, location, edited message …); `messageId` null where there is none. */
  | { readonly kind: 'other'; readonly what: string; readonly messageId: number | null };

/** A photo (largest size) or a document. `name` is cleaned of paths and control characters, at most 120 characters. */
export interface IncomingFile {
  readonly fileId: string;
  readonly as: 'photo' | 'document';
  readonly name: string;
  readonly mime: string;
  /** Bytes as Telegram reports them, or null when it does not. */
  readonly size: number | null;
}
