import { tooManyRequests } from './api-refusal.ts';
import type { SimulatorClock } from './clock.ts';

/** How fast the bot may send; null switches a limit off. */
export interface RateLimits {
  /** Messages in any second, over all chats (Telegram: about 30). */
  readonly overallPerSecond: number | null;
  /** Messages a second that one chat takes for long (Telegram: about 1), after a burst of five. */
  readonly chatPerSecond: number | null;
}

const BURST = 5;
const PAID_PER_SECOND = 1_000;

/** Telegram's flood control for messages sent: refuses with 429 and the seconds to wait. No limits at first. */
export class SendRate {
  private limits: RateLimits = { overallPerSecond: null, chatPerSecond: null };
  private lastSecond: number[] = [];
  private readonly chats = new Map<number, { tokens: number; at: number }>();
  private readonly clock: SimulatorClock;

  constructor(clock: SimulatorClock) {
    this.clock = clock;
  }

  set(limits: RateLimits | null): void {
    this.limits = limits ?? { overallPerSecond: null, chatPerSecond: null };
    this.lastSecond = [];
    this.chats.clear();
  }

  /** Counts one message to `chatId`, or throws 429 and counts nothing. A paid broadcast may go out 1,000 times a second. */
  spend(chatId: number, paid: boolean): void {
    const now = this.clock.now().getTime();
    const { overallPerSecond, chatPerSecond } = this.limits;
    const overall = paid && overallPerSecond !== null ? PAID_PER_SECOND : overallPerSecond;
    this.lastSecond = this.lastSecond.filter((at) => at > now - 1_000 && at <= now);
    if (overall !== null && this.lastSecond.length >= overall) throw tooManyRequests(1);
    if (chatPerSecond !== null) {
      const before = this.chats.get(chatId) ?? { tokens: BURST, at: now };
      const tokens = Math.min(BURST, before.tokens + (Math.max(0, now - before.at) / 1_000) * chatPerSecond);
      if (tokens < 1) throw tooManyRequests(Math.ceil((1 - tokens) / chatPerSecond));
      this.chats.set(chatId, { tokens: tokens - 1, at: now });
    }
    this.lastSecond.push(now);
  }
}
