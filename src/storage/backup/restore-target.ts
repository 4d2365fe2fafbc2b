import pg from 'pg';
import { listRelations } from '../list-relations.ts';
import { foreignWords, historyTable, isForeign, readHistory } from '../migration-history.ts';
import type { Migration } from '../read-migrations.ts';
import { BackupRefused } from './backup-refused.ts';

/** Refuses while a bot is connected: it would go on writing what it remembers into what is restored. */
export async function refuseUsed(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'dialog-kinerja%'`);
  if ((rows[0]?.count ?? 0) > 0)
    throw new BackupRefused('in-use', 'The bot runs on this database. Stop all its processes first, then restore.');
}

/** Refuses a database with rows in it. Tables without rows, as a start leaves them, are no content, nor is the note of a bot that ran that it heard Telegram. */
export async function refuseWithContent(client: pg.Client): Promise<void> {
  const filled: string[] = [];
  for (const { name, isTable } of await listRelations(client)) {
    if (!isTable || name === historyTable) continue;
    const { rows } = await client.query<{ filled: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM ${pg.escapeIdentifier(name)} ${name === 'preference' ? "WHERE key <> 'last-contact'" : ''}) AS filled`,
    );
    if (rows[0]?.filled === true) filled.push(name);
  }
  if (filled.length > 0)
    throw new BackupRefused(
      'not-empty',
      `The database is not empty: there are rows in ${filled.join(', ')}. Restore into an empty one, or add --replace if what it holds may go.`,
    );
}

/**
 * Takes away all the product's tables and what stands on them. Refuses a database whose tables are not the product's, whatever was asked: one of its migrations must be one of ours, as
 * others keep a history in a table of the same name.
 */
export async function clearDatabase(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  const relations = await listRelations(client);
  const history = (await readHistory(client)) ?? [];
  if (relations.some(({ name }) => name !== historyTable) && isForeign(history, migrations))
    throw new BackupRefused('foreign', foreignWords);
  const tables = relations.filter(({ isTable }) => isTable).map(({ name }) => pg.escapeIdentifier(name));
  if (tables.length > 0) await client.query(`DROP TABLE ${tables.join(', ')} CASCADE`);
}
