import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { addProcessNumbers } from './process-numbers.ts';

/** The numbers an operator needs, in Prometheus' format. `docs/METRICS.md` says what each means and when to worry. */
export interface Metrics {
  /** An update was worked on (`done`), or kept for another delivery; `seconds` from its arrival until its reply was shown. */
  updateDone(kind: string, outcome: 'done' | 'kept', seconds: number): void;
  /** A message went to Telegram; `outcome` is the state of its delivery. */
  messageSent(to: MessageFor, outcome: string): void;
  /** A cron slot came: this process ran it, another one had it, or it could not be claimed. */
  slotCame(job: string, outcome: 'run' | 'skipped' | 'failed'): void;
  /** A job that looks for what is due ended. */
  jobDone(job: string, outcome: 'done' | 'failed'): void;
  text(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Whom a message is for: the person who acted (`reply`), HR who watch a broadcast of theirs leave (`progress`), or anybody else (`outbox`). */
export type MessageFor = 'reply' | 'progress' | 'outbox';

/** What is asked each time the numbers are read. */
export interface MetricsSources {
  /** Null where the database does not answer, and its numbers are left out then. */
  outbox(): Promise<OutboxNumbers | null>;
  pool(): PoolNumbers;
}

/** What waits in the outbox, and for how many seconds the oldest message has been due. */
export interface OutboxNumbers {
  readonly queued: number;
  readonly sending: number;
  readonly oldestSeconds: number;
}

/** Connections of this process to the database, and how many wait for one. */
export interface PoolNumbers {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

export function createMetrics({ outbox, pool }: MetricsSources): Metrics {
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
  const sends = new Counter({
    name: 'dialog_sends_total',
    help: 'Messages given to Telegram, by whom they are for and what became of them',
    labelNames: ['to', 'outcome'],
    registers,
  });
  const slots = new Counter({
    name: 'dialog_cron_slots_total',
    help: 'Cron slots that were run here, skipped because another process had them, or could not be claimed',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const jobs = new Counter({
    name: 'dialog_jobs_total',
    help: 'Looks for what is due, by how they ended',
    labelNames: ['job', 'outcome'],
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
  const connections = new Gauge({
    name: 'dialog_database_connections',
    help: 'Connections of this process to the database, idle and all, and work that waits for one',
    labelNames: ['state'],
    registers,
  });
  addProcessNumbers(registry);
  return {
    updateDone(kind, outcome, seconds) {
      updates.inc({ kind, outcome });
      latency.observe(seconds);
    },
    messageSent(to, outcome) {
      sends.inc({ to, outcome });
    },
    slotCame(job, outcome) {
      slots.inc({ job, outcome });
    },
    jobDone(job, outcome) {
      jobs.inc({ job, outcome });
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
      for (const [state, count] of Object.entries(pool())) connections.set({ state }, count);
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
