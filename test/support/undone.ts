import type { Database, Tx } from '../../src/storage/database.ts';
import { type TransactionOptions, withTransaction } from '../../src/storage/with-transaction.ts';

class Undone extends Error {}

/** Does something in one transaction and takes it all back. */
export async function undone(
  database: Database,
  work: (tx: Tx) => Promise<void>,
  options?: TransactionOptions,
): Promise<void> {
  const play = async (tx: Tx): Promise<never> => {
    await work(tx);
    throw new Undone();
  };
  await withTransaction(database, play, options).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
}
