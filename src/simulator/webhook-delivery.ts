import { setTimeout as wait } from 'node:timers/promises';
import { isObject } from './api/call.ts';
import type { QueuedUpdate } from './updates-queue.ts';
import { nextRetry, type Retry } from './webhook-retry.ts';
import type { Webhook } from './webhook-setting.ts';
import type { World } from './world.ts';

interface WebhookTiming {
  /** Milliseconds that stand for one second between retries; 1,000 is Telegram's pace. */
  readonly retryUnitMs: number;
  /** How long an answer may take; Telegram waits 60 s. */
  readonly answerTimeoutMs: number;
}

interface Lane {
  readonly updateId: number;
  retry: Retry;
  timer: NodeJS.Timeout | null;
}

const GONE_MS = 23 * 3_600_000;

/**
 * Posts updates to the webhook. A person's texts and presses are two lanes: within a lane in order with one in flight, lanes side by side. A failed delivery is
 * tried again at once, then after 2, 4, 8 … 60 s, or after `Retry-After`; 410 for 23 hours takes the webhook away. A method call in the answer is carried out.
 */
export class WebhookDelivery {
  private readonly lanes = new Map<string, Lane>();
  private inFlight = 0;
  private generation = new AbortController();
  private goneSince: number | null = null;
  private readonly removers: (() => void)[];
  private readonly world: World;
  private readonly timing: WebhookTiming;
  private readonly execute: (method: string, parameters: Readonly<Record<string, unknown>>) => Promise<void>;

  constructor(
    world: World,
    timing: WebhookTiming,
    execute: (method: string, parameters: Readonly<Record<string, unknown>>) => Promise<void>,
  ) {
    this.world = world;
    this.timing = timing;
    this.execute = execute;
    this.removers = [
      world.queue.onAdd(() => this.kick()),
      world.webhook.onChange(() => this.restart()),
      world.faults.onChange(() => this.kick()),
      world.clock.onChange(() => this.retryNow()),
    ];
  }

  stop(): void {
    for (const remove of this.removers) remove();
    this.forget();
  }

  private restart(): void {
    this.forget();
    this.generation = new AbortController();
    this.inFlight = 0;
    this.goneSince = null;
    this.kick();
  }

  private forget(): void {
    this.generation.abort();
    for (const lane of this.lanes.values()) if (lane.timer !== null) clearTimeout(lane.timer);
    this.lanes.clear();
  }

  /** Starts whatever may start: the oldest update of every lane that is neither in flight nor waiting for its retry. */
  private kick(): void {
    const webhook = this.world.webhook.get();
    if (webhook === null || this.world.faults.outage()) return;
    const heads = new Set<string>();
    for (const queued of this.world.queue.pending()) {
      if (this.inFlight >= webhook.maxConnections) return;
      if (heads.has(queued.lane)) continue;
      heads.add(queued.lane);
      if (this.lanes.has(queued.lane)) continue;
      this.begin(webhook, queued, { updateId: queued.id, retry: { failures: 0, delay: 1 }, timer: null });
    }
  }

  private retryNow(): void {
    for (const [name, lane] of this.lanes) {
      if (lane.timer === null) continue;
      clearTimeout(lane.timer);
      this.tryAgain(name, lane);
    }
    this.kick();
  }

  private tryAgain(name: string, lane: Lane): void {
    lane.timer = null;
    const webhook = this.world.webhook.get();
    const queued = this.world.queue.pending().find(({ id }) => id === lane.updateId);
    if (webhook === null || queued === undefined || this.world.faults.outage()) {
      this.lanes.delete(name);
      this.kick();
    } else {
      this.begin(webhook, queued, lane);
    }
  }

  private begin(webhook: Webhook, queued: QueuedUpdate, lane: Lane): void {
    this.lanes.set(queued.lane, lane);
    this.inFlight += 1;
    const { signal } = this.generation;
    void this.post(webhook, queued, signal).then((failure) => {
      if (signal.aborted) return;
      this.inFlight -= 1;
      if (failure === null) {
        this.lanes.delete(queued.lane);
        this.world.queue.drop(queued.id);
        this.goneSince = null;
        this.kick();
      } else {
        this.failed(queued, lane, failure);
      }
    });
  }

  private failed({ id, lane: name, expiresAt }: QueuedUpdate, lane: Lane, failure: Failure): void {
    const now = this.world.clock.now();
    this.world.webhook.failed(now, failure.message);
    if (failure.gone && this.goneSince !== null && now.getTime() - this.goneSince > GONE_MS) {
      this.world.webhook.set(null);
      return;
    }
    this.goneSince = failure.gone ? (this.goneSince ?? now.getTime()) : null;
    const { seconds, retry } = nextRetry(lane.retry, failure.retryAfter);
    lane.retry = retry;
    if (now.getTime() + seconds * 1_000 > expiresAt.getTime()) {
      this.world.queue.drop(id);
      this.lanes.delete(name);
    } else {
      lane.timer = setTimeout(() => this.tryAgain(name, lane), seconds * this.timing.retryUnitMs);
    }
    this.kick();
  }

  /** Null when the bot took the update. */
  private async post(webhook: Webhook, { update }: QueuedUpdate, signal: AbortSignal): Promise<Failure | null> {
    const fault = this.world.faults.take('webhook', null);
    const lost = fault !== null && fault.type !== 'slow';
    if (lost && !(fault.type === 'reset' && fault.when === 'after')) return CLOSED;
    if (fault?.type === 'slow') await wait(fault.ms);
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(webhook.secret === '' ? {} : { 'x-telegram-bot-api-secret-token': webhook.secret }),
        },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.timing.answerTimeoutMs)]),
      });
      const body = await response.text();
      if (response.status < 200 || response.status > 299) {
        const retryAfter = Number(response.headers.get('retry-after') ?? '0');
        return {
          message: `Wrong response from the webhook: ${response.status} ${response.statusText}`,
          retryAfter: Number.isFinite(retryAfter) ? retryAfter : 0,
          gone: response.status === 410,
        };
      }
      if (lost) return CLOSED;
      await this.carryOut(body);
      return null;
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return {
        message: timedOut ? 'Read timeout expired' : 'Connection refused or closed',
        retryAfter: 0,
        gone: false,
      };
    }
  }

  private async carryOut(body: string): Promise<void> {
    const call = parseCall(body);
    if (call === null || /^(get.*|setwebhook|deletewebhook|close|logout)$/i.test(call.method)) return;
    await this.execute(call.method, call.parameters);
  }
}

interface Failure {
  readonly message: string;
  readonly retryAfter: number;
  readonly gone: boolean;
}

const CLOSED: Failure = { message: 'Connection refused or closed', retryAfter: 0, gone: false };

function parseCall(body: string): { method: string; parameters: Readonly<Record<string, unknown>> } | null {
  if (!body.trimStart().startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(body);
    if (!isObject(parsed) || typeof parsed.method !== 'string') return null;
    return { method: parsed.method, parameters: parsed };
  } catch {
    // An answer that is no JSON is an answer without a method call: Telegram does not mind what else it says.
    return null;
  }
}
