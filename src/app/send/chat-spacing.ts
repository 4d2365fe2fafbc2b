/** Remembers which chats got a message within the last second: Telegram takes about one message a second for one chat. */
export interface ChatSpacing {
  sent(chatId: number): void;
  resting(): readonly number[];
}

const restMs = 1_000;

/** `elapsed` gives milliseconds since any fixed instant and never goes back. */
export function createChatSpacing(elapsed: () => number): ChatSpacing {
  const last = new Map<number, number>();
  return {
    sent(chatId) {
      // Deleted first, so that the map stays in the order of sending.
      last.delete(chatId);
      last.set(chatId, elapsed());
    },
    resting() {
      const now = elapsed();
      for (const [chatId, at] of last) {
        if (now - at < restMs) break;
        last.delete(chatId);
      }
      return [...last.keys()];
    },
  };
}
