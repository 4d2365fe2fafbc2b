import type { Tx } from './database.ts';

/** Claims one cron slot for the whole fleet; false when another process has it, or had it. */
export async function claimCronSlot(tx: Tx, name: string, slot: string, now: Date): Promise<boolean> {
  const claimed =
    await tx.$executeRaw`insert into cron_run (name, slot, at) values (${name}, ${slot}, ${now}) on conflict do nothing`;
  return claimed === 1;
}

/** Forgets slots older than a month. */
export async function forgetOldCronRuns(tx: Tx, now: Date): Promise<number> {
  const monthAgo = new Date(now.getTime() - 31 * 24 * 3600 * 1000);
  return tx.$executeRaw`delete from cron_run where at < ${monthAgo}`;
}
