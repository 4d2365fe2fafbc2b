/** One message as a person's screen shows it now. An edit replaces the whole value, so a value once read never changes. */
export interface ChatMessage {
  readonly id: number;
  readonly from: 'bot' | 'person';
  /** Telegram id of the account that wrote it. */
  readonly senderId: number;
  readonly at: Date;
  readonly editedAt: Date | null;
  readonly edited: boolean;
  /** The text, or the caption where there is media; entities removed. */
  readonly text: string;
  /** The same text as Telegram HTML. */
  readonly html: string;
  readonly entities: readonly TextEntity[];
  readonly media: Media | null;
  readonly keyboard: Keyboard;
  /** Sent with `protect_content`: cannot be forwarded or saved. */
  readonly protected: boolean;
  /** Sent with a reply keyboard, its removal or a forced reply: not drawn here, and such a message cannot be edited. */
  readonly replyKeyboard: boolean;
  /** Fields of a kind the simulator does not draw (sticker, location …), as they stand in the update; null for ordinary messages. */
  readonly special: Readonly<Record<string, unknown>> | null;
}

/** Part of a text with a meaning, as in the Bot API; offset and length in UTF-16 code units. */
export interface TextEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly custom_emoji_id?: string;
  readonly user?: { readonly id: number };
}

export interface Media {
  readonly kind: 'photo' | 'document';
  readonly fileId: string;
  readonly name: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
}

/** An inline button: sends `data` to the bot, opens `url`, or copies `copy`. */
export type KeyboardButton =
  | { readonly text: string; readonly kind: 'callback'; readonly data: string }
  | { readonly text: string; readonly kind: 'url'; readonly url: string }
  | { readonly text: string; readonly kind: 'copy'; readonly copy: string };

/** Rows of buttons; no rows means no keyboard. */
export type Keyboard = readonly (readonly KeyboardButton[])[];
