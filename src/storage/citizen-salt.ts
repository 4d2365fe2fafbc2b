import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CalendarDate } from '../domain/calendar.ts';
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
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('citizen-salts'))`;
  const all = await salts(tx);
  const salt = all[day] ?? randomBytes(32).toString('hex');
  const others = Object.entries(all)
    .filter(([other]) => other !== day)
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .slice(0, kept - 1);
  await savePreference(tx, 'citizen-salts', JSON.stringify(Object.fromEntries([[day, salt], ...others])));
  return salt;
}

async function salts(tx: Tx): Promise<Readonly<Record<string, string>>> {
  const stored = await findPreference(tx, 'citizen-salts');
  return stored === null ? {} : saltsSchema.parse(JSON.parse(stored));
}
