import type { Tx } from './database.ts';

/** What is kept for the whole office: `framework` is the key of the framework in use, HR's choice; `retention` the years HR set, see `domain/retention.ts`; `citizen-salts` see `citizen-salt.ts`, nobody's to see; `organisation-predicate:…` see `organisation-predicate.ts`; `last-contact` and `outage` see `contact.ts` and `outage.ts`. */
export type PreferenceKey =
  | 'framework'
  | 'citizen-salts'
  | 'retention'
  | 'last-contact'
  | 'outage'
  | `organisation-predicate:${number}:${number}`;

/** What is kept under a key, or null while nothing is. */
export async function findPreference(tx: Tx, key: PreferenceKey): Promise<string | null> {
  const row = await tx.preference.findUnique({ where: { key }, select: { value: true } });
  return row?.value ?? null;
}

/** Keeps a choice in place of an earlier one. */
export async function savePreference(tx: Tx, key: PreferenceKey, value: string): Promise<void> {
  await tx.$executeRaw`
    insert into preference (key, value) values (${key}, ${value}) on conflict (key) do update set value = excluded.value`;
}
