import { type ApiRefusal, conflict } from './api-refusal.ts';
import type { Update, UpdatesQueue } from './updates-queue.ts';

interface Waiting {
  answer(updates: readonly Update[]): void;
  refuse(reason: ApiRefusal): void;
  reset(): void;
}

/** The connection of a waiting poll was cut on purpose; the caller drops it without an answer. */
export class PollCut extends Error {}

/** getUpdates: one poll waits at a time, a second one sends the first away with 409. */
export class LongPoll {
  private waiting: Waiting | null = null;
  private readonly queue: UpdatesQueue;

  constructor(queue: UpdatesQueue) {
    this.queue = queue;
  }

  /** Resolves with up to `limit` updates from `offset` on, at once where some wait, with none after `timeoutMs`; at once as well when `gone` aborts. */
  poll(request: { offset: number; limit: number; timeoutMs: number; gone: AbortSignal }): Promise<readonly Update[]> {
    const { offset, limit, timeoutMs, gone } = request;
    this.endWith(conflict('terminated by other getUpdates request; make sure that only one bot instance is running'));
    if (offset > 0) this.queue.confirmBelow(offset);
    if (offset < 0) this.queue.keepNewest(-offset);
    const ready = (): Update[] =>
      this.queue
        .pending()
        .slice(0, limit)
        .map(({ update }) => update);
    const now = ready();
    if (now.length > 0 || timeoutMs === 0 || gone.aborted) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const finish = (end: () => void): void => {
        if (this.waiting === waiting) this.waiting = null;
        clearTimeout(timer);
        removeListener();
        gone.removeEventListener('abort', onGone);
        end();
      };
      const waiting: Waiting = {
        answer: (updates) => finish(() => resolve(updates)),
        refuse: (reason) => finish(() => reject(reason)),
        reset: () => finish(() => reject(new PollCut('The connection was cut.'))),
      };
      const onGone = (): void => waiting.answer([]);
      const timer = setTimeout(() => waiting.answer([]), timeoutMs);
      const removeListener = this.queue.onAdd(() => waiting.answer(ready()));
      gone.addEventListener('abort', onGone);
      this.waiting = waiting;
    });
  }

  /** Sends the waiting poll away with this refusal. */
  endWith(reason: ApiRefusal): void {
    this.waiting?.refuse(reason);
  }

  /** Drops the waiting poll's connection. */
  cut(): void {
    this.waiting?.reset();
  }
}
