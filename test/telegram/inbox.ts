import type { HandleIncoming } from '../../src/telegram/gateway.ts';
import type { Incoming } from '../../src/telegram/incoming.ts';

/** Where a gateway under test hands its updates: it keeps them, can be waited for, and can be told to hold or to fail. */
export interface Inbox {
  readonly handle: HandleIncoming;
  /** Everything handed over, in order of its beginning, repeats included. */
  readonly received: readonly Incoming[];
  /** Texts of those whose handling ended well, in that order. */
  readonly done: readonly string[];
  /** Resolves with the first one that matches, also one that came before. */
  has(matches: (incoming: Incoming) => boolean): Promise<Incoming>;
  hasText(text: string): Promise<Incoming>;
  /** Holds the handling of this text until the returned function is called. */
  hold(text: string): () => void;
  /** Lets the handling of this text fail so many times. */
  fail(text: string, times: number): void;
}

export function createInbox(): Inbox {
  const received: Incoming[] = [];
  const done: string[] = [];
  const held = new Map<string, Promise<void>>();
  const failures = new Map<string, number>();
  let listeners: (() => void)[] = [];

  function has(matches: (incoming: Incoming) => boolean): Promise<Incoming> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = received.find(matches);
        if (found === undefined) return;
        listeners = listeners.filter((listener) => listener !== look);
        resolve(found);
      };
      listeners.push(look);
      look();
    });
  }

  return {
    received,
    done,
    async handle(incoming) {
      received.push(incoming);
      for (const listener of listeners) listener();
      const text = textOf(incoming);
      await held.get(text);
      const left = failures.get(text) ?? 0;
      failures.set(text, left - 1);
      if (left > 0) throw new Error('The database is away.');
      done.push(text);
    },
    has,
    hasText: (text) => has((incoming) => textOf(incoming) === text),
    hold(text) {
      let release = (): void => {};
      held.set(
        text,
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      return () => release();
    },
    fail: (text, times) => void failures.set(text, times),
  };
}

function textOf(incoming: Incoming): string {
  return incoming.kind === 'text' ? incoming.text : incoming.kind === 'press' ? incoming.data : incoming.kind;
}
