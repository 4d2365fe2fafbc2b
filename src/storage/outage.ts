import { z } from 'zod';
import type { Tx } from './database.ts';
import { findPreference, savePreference } from './preference.ts';

/** A time in which the bot and Telegram did not hear each other, and how far the open questions have been gone through since. */
export interface Outage {
  /** By the clock of the process that noticed its end. */
  readonly beganAt: Date;
  /** The last instant known to lie in it: what was worked on later came after it. */
  readonly endedAt: Date;
  /** The end of the first of several outages in a row. Names them all. */
  readonly series: Date;
  /** The open conversation that was looked at last (0 at the start); null when all were. */
  readonly after: number | null;
}

/** Keeps an outage in place of the one before, whose round it takes over where that was not through. */
export async function saveOutage(tx: Tx, outage: Outage): Promise<void> {
  await savePreference(tx, 'outage', JSON.stringify(outage));
}

/** The last outage; null before the first. */
export async function findOutage(tx: Tx): Promise<Outage | null> {
  const value = await findPreference(tx, 'outage');
  return value === null ? null : outageSchema.parse(JSON.parse(value));
}

/** The last outage, held until the transaction ends; null before the first, and while another process holds it. */
export async function takeOutage(tx: Tx): Promise<Outage | null> {
  const rows = await tx.$queryRaw`select value from preference where key = 'outage' for update skip locked`;
  const [row] = z.array(z.object({ value: z.string() })).parse(rows);
  return row === undefined ? null : outageSchema.parse(JSON.parse(row.value));
}

const outageSchema = z.object({
  beganAt: z.coerce.date(),
  endedAt: z.coerce.date(),
  series: z.coerce.date(),
  after: z.number().nullable(),
});
