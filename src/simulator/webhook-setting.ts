/** Where updates are posted to. */
export interface Webhook {
  readonly url: string;
  /** Sent along in the header `X-Telegram-Bot-Api-Secret-Token`; empty for none. */
  readonly secret: string;
  /** Deliveries in flight at once, 1–100. */
  readonly maxConnections: number;
}

/** The webhook as it is set now, and how the last delivery failed. */
export class WebhookSetting {
  private current: Webhook | null = null;
  private failure: { readonly at: Date; readonly message: string } | null = null;
  private readonly listeners = new Set<() => void>();

  get(): Webhook | null {
    return this.current;
  }

  lastFailure(): { readonly at: Date; readonly message: string } | null {
    return this.failure;
  }

  /** Null takes the webhook away. */
  set(webhook: Webhook | null): void {
    this.current = webhook;
    this.failure = null;
    for (const listener of [...this.listeners]) listener();
  }

  failed(at: Date, message: string): void {
    this.failure = { at, message };
  }

  /** Calls `listener` after each change of the setting. Returns the remover. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
