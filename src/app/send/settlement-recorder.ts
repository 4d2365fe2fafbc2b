import { markBlocked } from '../../storage/account.ts';
import type { Database } from '../../storage/database.ts';
import { recordSettlements, type Settlement } from '../../storage/outbox-queue.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import { backoff, pause } from '../../telegram/pause.ts';
import type { AppLog } from '../core/app.ts';

/** Writes down what became of messages: at once while little happens, many in one statement under load. */
export interface SettlementRecorder {
  add(settlement: Settlement, chatId: number): void;
  /** Resolves when all that was added is in the database. While the database is away it keeps trying; after `stop` was aborted it gives up, and the messages are recovered later. */
  flushed(): Promise<void>;
}

export function createSettlementRecorder(options: {
  readonly database: Database;
  readonly instance: string;
  readonly now: () => Date;
  readonly log: AppLog;
  readonly giveUp: AbortSignal;
}): SettlementRecorder {
  let waiting: { readonly settlement: Settlement; readonly chatId: number }[] = [];
  let writing: Promise<void> | null = null;

  return {
    add(settlement, chatId) {
      waiting.push({ settlement, chatId });
      writing ??= write();
    },
    flushed: async () => {
      while (writing !== null) await writing;
    },
  };

  async function write(): Promise<void> {
    // What is added in the same turn goes along.
    await Promise.resolve();
    for (let attempt = 1; waiting.length > 0; ) {
      const batch = waiting;
      waiting = [];
      try {
        await record(batch);
        attempt = 1;
      } catch (error) {
        waiting = [...batch, ...waiting];
        options.log.error(
          { err: error, messages: waiting.length },
          'What became of messages could not be recorded yet.',
        );
        if (options.giveUp.aborted) break;
        await pause(backoff(attempt, { firstMs: 100, mostMs: 10_000 }), options.giveUp);
        attempt += 1;
      }
    }
    writing = null;
  }

  async function record(batch: typeof waiting): Promise<void> {
    const { database, instance } = options;
    const now = options.now();
    const blocked = batch.filter(({ settlement }) => settlement.state === 'blocked').map(({ chatId }) => chatId);
    // Apart from the outbox: a person's update locks their account first and outbox rows after it.
    await markBlocked(database.client, blocked, now);
    const settlements = batch.map(({ settlement }) => settlement);
    await withTransaction(database, (tx) => recordSettlements(tx, settlements, { now, instance }));
  }
}
