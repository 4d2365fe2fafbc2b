import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The numbers an operator needs, in Prometheus' format. */
export interface Metrics {
  /** An update was worked on (`done`), or kept for another delivery; `seconds` from its arrival until its reply was shown. */
  updateDone(kind: string, outcome: 'done' | 'kept', seconds: number): void;
  text(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** What waits in the outbox, and for how many seconds the oldest message has been due. */
export interface OutboxNumbers {
  readonly queued: number;
  readonly sending: number;
  readonly oldestSeconds: number;
}

/** `outbox` is asked each time the numbers are read; null where the database does not answer, and its numbers are left out then. */
export function createMetrics(outbox: () => Promise<OutboxNumbers | null>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const updates = new Counter({
    name: 'dialog_updates_total',
    help: 'Updates by kind, and whether they were done or kept for another delivery',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const latency = new Histogram({
    name: 'dialog_update_seconds',
    help: 'From the arrival of an update until its reply was shown',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const waiting = new Gauge({
    name: 'dialog_outbox_messages',
    help: 'Messages waiting or under way, by state',
    labelNames: ['state'],
    registers,
  });
  const database = new Gauge({ name: 'dialog_database_up', help: '1 where the database answered just now', registers });
  const age = new Gauge({
    name: 'dialog_outbox_oldest_seconds',
    help: 'For how long the oldest message has been due',
    registers,
  });
  return {
    updateDone(kind, outcome, seconds) {
      updates.inc({ kind, outcome });
      latency.observe(seconds);
    },
    async text() {
      const numbers = await outbox();
      database.set(numbers === null ? 0 : 1);
      waiting.reset();
      age.reset();
      if (numbers !== null) {
        waiting.set({ state: 'queued' }, numbers.queued);
        waiting.set({ state: 'sending' }, numbers.sending);
        age.set({}, numbers.oldestSeconds);
      }
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
