import type { Tx } from './database.ts';

/** What HR can choose for the whole office: `framework` is the key of the framework in use. */
export type PreferenceKey = 'framework';

/** HR's choice, or null while none was made. */
export async function findPreference(tx: Tx, key: PreferenceKey): Promise<string | null> {
  const row = await tx.preference.findUnique({ where: { key }, select: { value: true } });
  return row?.value ?? null;
}

/** Keeps HR's choice in place of an earlier one. */
export async function savePreference(tx: Tx, key: PreferenceKey, value: string): Promise<void> {
  await tx.$executeRaw`
    insert into preference (key, value) values (${key}, ${value}) on conflict (key) do update set value = excluded.value`;
}
