import { chatObject, messageObject, userObject } from './bot-api-objects.ts';
import type { ChatMessage, KeyboardButton, TextEntity } from './chat-message.ts';
import type { MenuCommand } from './command-menus.ts';
import { type FormattedText, parseHtml } from './parse-html.ts';
import type { PressAnswer } from './presses.ts';
import { renderHtml } from './render-html.ts';
import { dump, lastOf, type MessageMatcher, Screen } from './screen.ts';
import { setBlocked } from './set-blocked.ts';
import { tidyText } from './tidy-text.ts';
import type { Update } from './updates-queue.ts';
import type { PersonOptions, PersonRecord, World } from './world.ts';

/** A button was pressed and its update waits for the bot. */
export interface Press {
  readonly queryId: string;
  readonly update: Update;
  /** Resolves when the bot stops the button's spinner, at once where it did; rejects in words after `timeoutMs` (10 s). */
  answered(timeoutMs?: number): Promise<PressAnswer>;
}

/** Which button: its text or the beginning of it, a pattern, or exact data on one message (also data that is shown nowhere). */
export type ButtonMatcher = string | RegExp | { readonly messageId: number; readonly data: string };

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly as: 'photo' | 'document';
  readonly caption?: string;
}

/** One person with the bot's chat open. What a person does throws in words where Telegram's apps would not allow it. */
export interface Person {
  readonly id: number;
  readonly options: PersonOptions;
  /** Sends a text of at most 4,096 characters and returns the update the bot gets. */
  send(text: string): Update;
  /** The same with formatting, written as Telegram HTML. */
  sendHtml(html: string): Update;
  /** Opens the bot by its start button or a link `?start=payload`; a person who had blocked it comes back. */
  start(payload?: string): Update;
  /** Presses a button, searched from the newest message to the oldest. Rejects with the chat in words where there is none. */
  press(button: ButtonMatcher): Promise<Press>;
  /** A press with any data on any message: forged, or from a keyboard a slow phone still shows. */
  pressRaw(messageId: number, data: string): Press;
  upload(file: Upload): Update;
  /** Sends something the simulator does not draw, with these fields of `Message` (`{ sticker: … }`). */
  sendSpecial(fields: Readonly<Record<string, unknown>>): Update;
  /** Changes an own text that was sent before. */
  edit(messageId: number, text: string): Update;
  /** What the screen shows now, oldest first. */
  messages(): readonly ChatMessage[];
  /** The newest message; throws when the chat is empty. */
  last(): ChatMessage;
  /**
   * Resolves with a message the bot sent or edited since this person last did something, or will send. Each is given out once, the very last as often as
   * asked; what was on the screen before that person's last deed does not count. Rejects with the chat in words after `timeoutMs` (10 s).
   */
  waitFor(matcher: MessageMatcher, timeoutMs?: number): Promise<ChatMessage>;
  block(): void;
  unblock(): void;
  /** Deletes the account. */
  deactivate(): void;
  blocked(): boolean;
  /** The command menu this person sees. */
  commands(): readonly MenuCommand[];
  /** Texts shown in answer to presses, oldest first. */
  alerts(): readonly string[];
  /** The chat in words, for messages of failing tests. */
  dump(): string;
}

const WAIT_MS = 10_000;

/** The hands and eyes of one registered person. */
export function createPerson(world: World, record: PersonRecord): Person {
  const { options, chat } = record;
  const { id } = options;
  const screen = new Screen(world, record);

  const write = (content: Partial<ChatMessage>): Update => {
    refuseUnlessActive(record);
    record.started = true;
    screen.acted();
    const message = newMessage(world, id, content);
    chat.add(message);
    return world.queue.add('message', messageObject(world, chat, message), id);
  };
  const writeText = (text: FormattedText): Update => write(checked(text));
  const pressRaw = (messageId: number, data: string): Press => {
    refuseUnlessActive(record);
    screen.acted();
    const queryId = world.presses.add(id);
    const message = chat.get(messageId);
    const update = world.queue.add(
      'callback_query',
      {
        id: queryId,
        from: userObject(record),
        message:
          message === undefined
            ? { chat: chatObject(world, chat), message_id: messageId, date: 0 }
            : messageObject(world, chat, message),
        chat_instance: String(-BigInt(id) * 1_000_003n),
        data,
      },
      id,
    );
    return { queryId, update, answered: (timeoutMs = WAIT_MS) => answered(world, record, queryId, timeoutMs) };
  };

  return {
    id,
    options,
    send: (text) => writeText({ text, entities: [] }),
    sendHtml: (html) => writeText(parseHtml(html)),
    start: (payload) => {
      if (record.blocked) setBlocked(world, record, false);
      return writeText({ text: payload === undefined ? '/start' : `/start ${payload}`, entities: [] });
    },
    press: async (button) => {
      if (typeof button === 'object' && 'data' in button) return pressRaw(button.messageId, button.data);
      const found = findButton(record, button);
      return pressRaw(found.messageId, found.data);
    },
    pressRaw,
    upload: ({ as, caption, ...file }) => {
      const media = world.files.add({ ...file, kind: as });
      const text = tidyText({ text: caption ?? '', entities: [] });
      const { kind, fileId, name, mime, size } = media;
      return write({ ...shownText(text), media: { kind, fileId, name, mime, size } });
    },
    sendSpecial: (special) => write({ special }),
    edit: (messageId, text) => {
      const message = chat.get(messageId);
      if (message?.from !== 'person') throw new Error(`${options.firstName} has no message #${messageId} to edit.`);
      refuseUnlessActive(record);
      screen.acted();
      const changed = { ...message, ...checked({ text, entities: [] }), edited: true, editedAt: world.clock.now() };
      chat.replace(changed);
      return world.queue.add('edited_message', messageObject(world, chat, changed), id);
    },
    messages: () => chat.all(),
    last: () => lastOf(chat),
    waitFor: (matcher, timeoutMs = WAIT_MS) => screen.waitFor(matcher, timeoutMs),
    block: () => setBlocked(world, record, true),
    unblock: () => setBlocked(world, record, false),
    deactivate: () => {
      record.deactivated = true;
    },
    blocked: () => record.blocked,
    commands: () => world.menus.seenBy(id, options.languageCode ?? ''),
    alerts: () => world.presses.textsFor(id),
    dump: () => dump(record),
  };
}

function newMessage(world: World, senderId: number, content: Partial<ChatMessage>): ChatMessage {
  return {
    id: world.nextMessageId(),
    from: 'person',
    senderId,
    at: world.clock.now(),
    editedAt: null,
    edited: false,
    text: '',
    html: '',
    entities: [],
    media: null,
    keyboard: [],
    protected: false,
    replyKeyboard: false,
    special: null,
    ...content,
  };
}

function checked(raw: FormattedText): { text: string; html: string; entities: readonly TextEntity[] } {
  const text = tidyText(raw);
  if (text.text === '') throw new Error('Telegram does not let people send an empty text.');
  if (text.text.length > 4_096)
    throw new Error("Telegram's apps split a text above 4,096 characters; send the parts one by one.");
  return shownText(text);
}

function shownText(text: FormattedText): { text: string; html: string; entities: readonly TextEntity[] } {
  return { text: text.text, html: renderHtml(text), entities: text.entities };
}

function refuseUnlessActive(record: PersonRecord): void {
  const { firstName } = record.options;
  if (record.deactivated) throw new Error(`${firstName}'s account was deleted.`);
  if (record.blocked) throw new Error(`${firstName} has blocked the bot; unblock() or start() first.`);
}

function findButton(record: PersonRecord, wanted: string | RegExp): { messageId: number; data: string } {
  for (const message of [...record.chat.all()].reverse()) {
    const buttons = message.keyboard.flat();
    const button =
      typeof wanted === 'string' ? byText(buttons, wanted) : buttons.find(({ text }) => text.search(wanted) >= 0);
    if (button === undefined) continue;
    if (button.kind === 'callback') return { messageId: message.id, data: button.data };
    throw new Error(
      `The button "${button.text}" ${button.kind === 'url' ? `opens ${button.url}` : `copies "${button.copy}"`}, it tells the bot nothing.`,
    );
  }
  throw new Error(
    `There is no button ${typeof wanted === 'string' ? JSON.stringify(wanted) : String(wanted)}.\n${dump(record)}`,
  );
}

function byText(buttons: readonly KeyboardButton[], wanted: string): KeyboardButton | undefined {
  return buttons.find(({ text }) => text === wanted) ?? buttons.find(({ text }) => text.startsWith(wanted));
}

function answered(world: World, record: PersonRecord, queryId: string, timeoutMs: number): Promise<PressAnswer> {
  const known = world.presses.answersTo(queryId)[0];
  if (known !== undefined) return Promise.resolve(known);
  const late = new Error();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      remove();
      late.message = `The bot did not answer the press within ${timeoutMs} ms.\n${dump(record)}`;
      reject(late);
    }, timeoutMs);
    const remove = world.events.onPerson(record.options.id, (event) => {
      if (event.type !== 'answer' || event.queryId !== queryId) return;
      clearTimeout(timer);
      remove();
      resolve({ queryId, text: event.text, alert: event.alert });
    });
  });
}
