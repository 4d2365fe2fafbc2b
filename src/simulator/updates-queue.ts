import { randomInt } from 'node:crypto';
import type { SimulatorClock } from './clock.ts';

/** Kinds of update the simulator makes; the bot may ask for some of them only (`allowed_updates`). */
export type UpdateKind = 'message' | 'edited_message' | 'callback_query' | 'my_chat_member';

/** An update as the bot receives it: `update_id` and one field named after its kind. */
export type Update = Readonly<Record<string, unknown>> & { readonly update_id: number };

export interface QueuedUpdate {
  readonly id: number;
  readonly kind: UpdateKind;
  readonly update: Update;
  /** Webhook delivery keeps order within one lane and runs lanes side by side. */
  readonly lane: string;
  readonly expiresAt: Date;
}

const MESSAGE_LIFE_MS = 24 * 3_600_000;
/** A press nobody fetched is gone after this time, and a press cannot be answered any more. */
export const PRESS_LIFE_MS = 150_000;

/** Updates the bot has not confirmed yet. Ids grow by one from a random start; what expires by the clock disappears unseen. */
export class UpdatesQueue {
  private waiting: QueuedUpdate[] = [];
  private nextId = randomInt(100_000_000, 900_000_000);
  private allowed: ReadonlySet<string> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly emptyListeners = new Set<() => void>();
  private readonly clock: SimulatorClock;

  constructor(clock: SimulatorClock) {
    this.clock = clock;
  }

  /** Queues an update and returns it; one of a kind the bot did not ask for gets its id but is never delivered. */
  add(kind: UpdateKind, body: unknown, fromId: number): Update {
    const id = this.nextId;
    this.nextId += 1;
    const update: Update = { update_id: id, [kind]: body };
    if (this.allowed !== null && !this.allowed.has(kind)) return update;
    const press = kind === 'callback_query';
    const expiresAt = new Date(this.clock.now().getTime() + (press ? PRESS_LIFE_MS : MESSAGE_LIFE_MS));
    this.waiting.push({ id, kind, update, lane: `${press ? 'press' : 'text'}:${fromId}`, expiresAt });
    for (const listener of [...this.listeners]) listener();
    return update;
  }

  /** What waits now, oldest first. */
  pending(): readonly QueuedUpdate[] {
    const now = this.clock.now();
    if (this.waiting.some(({ expiresAt }) => expiresAt <= now)) this.keep(({ expiresAt }) => expiresAt > now);
    return this.waiting;
  }

  /** Forgets every update below `offset`. */
  confirmBelow(offset: number): void {
    this.keep(({ id }) => id >= offset);
  }

  /** Forgets all but the newest `count`. */
  keepNewest(count: number): void {
    const kept = new Set(count === 0 ? [] : this.pending().slice(-count));
    this.keep((queued) => kept.has(queued));
  }

  drop(id: number): void {
    this.keep((queued) => queued.id !== id);
  }

  /** Sets which kinds are queued from now on; an empty list means all the simulator makes, null leaves it as it was. */
  allow(kinds: readonly string[] | null): void {
    if (kinds !== null) this.allowed = kinds.length === 0 ? null : new Set(kinds);
  }

  allowedKinds(): readonly string[] | null {
    return this.allowed === null ? null : [...this.allowed];
  }

  /** Calls `listener` after each new update. Returns the remover. */
  onAdd(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Calls `listener` each time the last waiting update is gone. Returns the remover. */
  onEmpty(listener: () => void): () => void {
    this.emptyListeners.add(listener);
    return () => void this.emptyListeners.delete(listener);
  }

  private keep(stays: (queued: QueuedUpdate) => boolean): void {
    const before = this.waiting.length;
    this.waiting = this.waiting.filter(stays);
    if (before === 0 || this.waiting.length > 0) return;
    for (const listener of [...this.emptyListeners]) listener();
  }
}
