/** What goes wrong. `after` means: the effect is done, and then it goes wrong. */
export type FaultKind =
  | { readonly type: '429'; readonly retryAfter: number }
  | { readonly type: '5xx'; readonly status: number }
  /** The connection breaks without an answer. */
  | { readonly type: 'reset'; readonly when: 'before' | 'after' }
  | { readonly type: 'slow'; readonly ms: number; readonly when: 'before' | 'after' }
  /** The connection stays open and nothing comes back on it, until the bot gives up. */
  | { readonly type: 'half-open'; readonly when: 'before' | 'after' }
  /** Telegram cannot be reached and reaches nobody: every connection breaks, waiting polls too, and webhooks are silent. */
  | { readonly type: 'outage' };

export interface Fault {
  /**
   * Which method, its name or a pattern for it (case does not matter for names); every method when left out. `download` is the fetching of a file, `webhook`
   * the delivery of an update by webhook (only when named): `reset` `after` means that the bot's answer is lost and the update comes again.
   */
  readonly method?: string | RegExp;
  /** Only calls for this chat. */
  readonly chatId?: number;
  /** How often; without end when left out. */
  readonly times?: number;
  readonly kind: FaultKind;
}

/** Faults on request, tried in the order they were added; the first that fits a call happens. */
export class Faults {
  private active: { fault: Fault; left: number }[] = [];
  private revoked = false;
  private readonly listeners = new Set<() => void>();

  /** Returns the remover of this one. */
  add(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.active.push(entry);
    this.changed();
    return () => {
      this.active = this.active.filter((other) => other !== entry);
      this.changed();
    };
  }

  /** Ends every fault and makes a revoked token good again. */
  clear(): void {
    this.active = [];
    this.revoked = false;
    this.changed();
  }

  /** From now on every call answers 401, and so does a poll that waits. */
  revokeToken(): void {
    this.revoked = true;
    this.changed();
  }

  tokenRevoked(): boolean {
    return this.revoked;
  }

  /** True while an outage without end or with times left is in force. */
  outage(): boolean {
    return this.active.some(({ fault }) => fault.kind.type === 'outage');
  }

  /** The fault that befalls this call, counted as used. */
  take(method: string, chatId: number | null): FaultKind | null {
    const entry = this.active.find(({ fault }) => fits(fault, method, chatId));
    if (entry === undefined) return null;
    entry.left -= 1;
    if (entry.left <= 0) this.active = this.active.filter((other) => other !== entry);
    if (entry.left <= 0) this.changed();
    return entry.fault.kind;
  }

  /** Calls `listener` after each change. Returns the remover. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function fits(fault: Fault, method: string, chatId: number | null): boolean {
  if (fault.chatId !== undefined && fault.chatId !== chatId) return false;
  if (fault.method === undefined) return method !== 'webhook';
  return typeof fault.method === 'string'
    ? fault.method.toLowerCase() === method.toLowerCase()
    : fault.method.test(method);
}
