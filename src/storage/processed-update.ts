import type { Tx } from './database.ts';

/** Claims an update for this transaction; false when its effects are in the database already. */
export async function claimUpdate(tx: Tx, updateId: number, now: Date): Promise<boolean> {
  const claimed =
    await tx.$executeRaw`insert into processed_update (update_id, at) values (${BigInt(updateId)}, ${now}) on conflict do nothing`;
  return claimed === 1;
}

/** When an update was claimed; null when it was not. */
export async function findClaim(tx: Tx, updateId: number): Promise<Date | null> {
  const row = await tx.processedUpdate.findUnique({ where: { updateId: BigInt(updateId) } });
  return row?.at ?? null;
}

/** Forgets updates older than a week; Telegram keeps them for a day. */
export async function forgetOldUpdates(tx: Tx, now: Date): Promise<number> {
  const weekAgo = new Date(now.getTime() - 7 * 24 * 3600 * 1000);
  return tx.$executeRaw`delete from processed_update where at < ${weekAgo}`;
}
