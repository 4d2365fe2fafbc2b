import type { Chat } from './chat.ts';
import type { ChatMessage } from './chat-message.ts';
import type { PersonRecord, World } from './world.ts';

/** Which message is waited for: a part of its text, a pattern for its text, or a test of the whole message. */
export type MessageMatcher = string | RegExp | ((message: ChatMessage) => boolean);

interface Seen {
  readonly message: ChatMessage;
  taken: boolean;
}

interface Waiter {
  readonly matches: (message: ChatMessage) => boolean;
  readonly resolve: (message: ChatMessage) => void;
}

/** What the bot did on one person's screen since that person last did something, and who waits for what. */
export class Screen {
  private readonly record: PersonRecord;
  private seen: Seen[] = [];
  private readonly waiters = new Set<Waiter>();

  constructor(world: World, record: PersonRecord) {
    this.record = record;
    world.events.onPerson(record.options.id, (event) => {
      if ((event.type === 'message' || event.type === 'edit') && event.message.from === 'bot') this.show(event.message);
    });
  }

  /** The person did something: whatever the bot showed before answers nothing any more. */
  acted(): void {
    this.seen = [];
  }

  /**
   * Resolves with the first message that matches among those the bot sent or edited since the person last did something (each is given out once, but the very
   * last as often as asked), or else with the next one that does. Rejects after `timeoutMs` with the chat in words.
   */
  waitFor(matcher: MessageMatcher, timeoutMs: number): Promise<ChatMessage> {
    const matches = toTest(matcher);
    const known = this.seen.find((entry) => !entry.taken && matches(entry.message)) ?? this.lastIf(matches);
    if (known !== undefined) {
      known.taken = true;
      return Promise.resolve(known.message);
    }
    const stack = new Error();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        stack.message = `No message matching ${describe(matcher)} came within ${timeoutMs} ms.\n${dump(this.record)}`;
        reject(stack);
      }, timeoutMs);
      const waiter: Waiter = {
        matches,
        resolve: (message) => {
          clearTimeout(timer);
          resolve(message);
        },
      };
      this.waiters.add(waiter);
    });
  }

  private lastIf(matches: (message: ChatMessage) => boolean): Seen | undefined {
    const last = this.seen.at(-1);
    return last !== undefined && matches(last.message) ? last : undefined;
  }

  private show(message: ChatMessage): void {
    const entry = { message, taken: false };
    this.seen.push(entry);
    for (const waiter of [...this.waiters]) {
      if (!waiter.matches(message)) continue;
      this.waiters.delete(waiter);
      entry.taken = true;
      waiter.resolve(message);
    }
  }
}

/** The chat in words, for messages of failing tests. */
export function dump(record: PersonRecord): string {
  const { id, firstName } = record.options;
  const lines = record.chat.all().slice(-12).map(describeMessage);
  const state = record.blocked ? ', bot blocked' : record.started ? '' : ', never started the bot';
  return `Chat of ${firstName} (${id}${state}), newest last:\n${lines.length === 0 ? '  (empty)' : lines.join('\n')}`;
}

/** The newest message, or throws where the chat is empty. */
export function lastOf(chat: Chat): ChatMessage {
  const last = chat.all().at(-1);
  if (last === undefined) throw new Error('The chat is empty.');
  return last;
}

function describeMessage(message: ChatMessage): string {
  const media = message.media === null ? '' : `<${message.media.kind} ${message.media.name}> `;
  const buttons = message.keyboard.map((row) => `\n      ${row.map(({ text }) => `[${text}]`).join(' ')}`).join('');
  const text = message.text.length > 400 ? `${message.text.slice(0, 400)}…` : message.text;
  return `  #${message.id} ${message.from}${message.edited ? ' (edited)' : ''}: ${media}${text.replaceAll('\n', '\n      ')}${buttons}`;
}

function toTest(matcher: MessageMatcher): (message: ChatMessage) => boolean {
  if (typeof matcher === 'function') return matcher;
  if (typeof matcher === 'string') return ({ text }) => text.includes(matcher);
  return ({ text }) => new RegExp(matcher.source, matcher.flags.replace(/[gy]/g, '')).test(text);
}

function describe(matcher: MessageMatcher): string {
  return typeof matcher === 'function'
    ? 'the given test'
    : typeof matcher === 'string'
      ? JSON.stringify(matcher)
      : String(matcher);
}
