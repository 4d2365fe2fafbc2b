import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { addDays, type CalendarDate, today } from '../domain/calendar.ts';
import type { Tx } from './database.ts';
import { findPreference, savePreference } from './preference.ts';

const saltsSchema = z.record(z.string(), z.string());

/** As many days as there are at once between Papua and Sumatra, and one more. */
const kept = 3;

/**
 * The secret that is hashed together with a chat on one day, made at its first use and never shown. It is forgotten some days later: then nobody, not even with the database in
 * their hands, can find out which chat a rating came from.
 */
export async function daySalt(tx: Tx, day: CalendarDate): Promise<string> {
  const present = (await salts(tx))[day];
  if (present !== undefined) return present;
  await lockSalts(tx);
  const all = await salts(tx);
  const salt = all[day] ?? randomBytes(32).toString('hex');
  const others = Object.entries(all)
    .filter(([other]) => other !== day)
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .slice(0, kept - 1);
  await savePreference(tx, 'citizen-salts', JSON.stringify(Object.fromEntries([[day, salt], ...others])));
  return salt;
}

/** Forgets the secrets of days that were over in every zone yesterday, also where nobody rates any more. In a transaction, as it waits for whoever makes one. */
export async function forgetOldSalts(tx: Tx, now: Date): Promise<void> {
  await lockSalts(tx);
  const all = Object.entries(await salts(tx));
  // Where a day ends last.
  const since = addDays(today('Asia/Jakarta', now), -1);
  const young = all.filter(([day]) => day >= since);
  if (young.length < all.length) await savePreference(tx, 'citizen-salts', JSON.stringify(Object.fromEntries(young)));
}

async function lockSalts(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('citizen-salts'))`;
}

async function salts(tx: Tx): Promise<Readonly<Record<string, string>>> {
  const stored = await findPreference(tx, 'citizen-salts');
  return stored === null ? {} : saltsSchema.parse(JSON.parse(stored));
}
