import { setTimeout as delay } from 'node:timers/promises';
import type { Database, Tx } from './database.ts';
import { readFault } from './database-fault.ts';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { describeUnavailable } from './describe-unavailable.ts';
import { type FrozenFrameworks, shareFrozenFrameworks } from './frozen-frameworks.ts';

export interface TransactionOptions {
  /** How long the work may take before it is rolled back; 30,000 ms by default. */
  readonly timeoutMs?: number;
  /** How long to wait for a free connection; 10,000 ms by default. */
  readonly waitMs?: number;
}

const attempts = 5;

/**
 * Runs the work in one transaction (read committed) and commits when it resolves, rolls back when it throws. Where PostgreSQL broke it off because others changed the same
 * rows (serialization failure, deadlock) the work runs again from the start, five times at most: it must have no effects but those on `tx`.
 * Throws `DatabaseUnavailable` when the database was lost; when that was during the commit, nobody knows whether it was kept, and doing the same update again must be harmless.
 */
export async function withTransaction<Result>(
  database: Database,
  work: (tx: Tx) => Promise<Result>,
  { timeoutMs = 30_000, waitMs = 10_000 }: TransactionOptions = {},
): Promise<Result> {
  const { prisma, frozenFrameworks } = database;
  for (let attempt = 1; ; attempt += 1) {
    const read: FrozenFrameworks = new Map();
    const shared = (tx: Tx) => {
      shareFrozenFrameworks(tx, frozenFrameworks, read);
      return work(tx);
    };
    try {
      const result = await prisma.$transaction(shared, { timeout: timeoutMs, maxWait: waitMs });
      for (const [periodId, framework] of read) frozenFrameworks.set(periodId, framework);
      return result;
    } catch (error) {
      if (!isConflict(error)) throw describeUnavailable(error);
      if (attempt === attempts) {
        throw new DatabaseUnavailable(
          'too-busy',
          `${attempts} attempts at a transaction failed because others changed the same rows`,
          error,
        );
      }
      // A random pause, so that two who met do not meet again.
      await delay(Math.random() * 20 * 2 ** attempt);
    }
  }
}

/** Serialization failure (40001) or deadlock (40P01); Prisma calls both P2034. */
function isConflict(error: unknown): boolean {
  const { sqlState, prismaCode } = readFault(error);
  return sqlState === '40001' || sqlState === '40P01' || prismaCode === 'P2034';
}
