import pg from 'pg';
import { BackupRefused } from './backup-refused.ts';

/** Refuses while a bot is connected: it would go on writing what it remembers into what is restored. */
export async function refuseUsed(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'dialog-kinerja%'`);
  if ((rows[0]?.count ?? 0) > 0)
    throw new BackupRefused('in-use', 'The bot runs on this database. Stop all its processes first, then restore.');
}

/** Refuses a database with rows in it. Tables without rows, as a start leaves them, are no content. */
export async function refuseWithContent(client: pg.Client): Promise<void> {
  const filled: string[] = [];
  for (const name of await tablesOf(client)) {
    if (name === history) continue;
    const { rows } = await client.query<{ filled: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM ${pg.escapeIdentifier(name)}) AS filled`,
    );
    if (rows[0]?.filled === true) filled.push(name);
  }
  if (filled.length > 0)
    throw new BackupRefused(
      'not-empty',
      `The database is not empty: there are rows in ${filled.join(', ')}. Restore into an empty one, or add --replace if what it holds may go.`,
    );
}

/** Takes away all the product's tables. Refuses a database whose tables are not the product's, whatever was asked. */
export async function clearDatabase(client: pg.Client): Promise<void> {
  const tables = await tablesOf(client);
  if (tables.length === 0) return;
  if (!tables.includes(history))
    throw new BackupRefused(
      'foreign',
      "The database has tables that are not Dialog Kinerja's. Give it a database of its own (createdb dialog_kinerja) and point DATABASE_URL at that.",
    );
  await client.query(`DROP TABLE ${tables.map((name) => pg.escapeIdentifier(name)).join(', ')} CASCADE`);
}

const history = '_prisma_migrations';

async function tablesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm') ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}
