import type pg from 'pg';
import { MigrationRefused } from './migration-refused.ts';
import { fits, type Migration } from './read-migrations.ts';

/** One migration that a database had. */
export interface HistoryEntry {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

export const historyTable = '_prisma_migrations';

/** Which migrations the database had, by name; null where there is no history. Entries marked as rolled back do not count. */
export async function readHistory(client: pg.Client): Promise<readonly HistoryEntry[] | null> {
  const present = await client.query<{ present: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`,
  );
  if (present.rows[0]?.present !== true) return null;
  const { rows } = await client.query<HistoryEntry>(`
    SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
    FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`);
  return rows;
}

/** Makes the history in Prisma's own shape where there is none. */
export async function makeHistory(client: pg.Client): Promise<void> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
      "checksum"            VARCHAR(64) NOT NULL,
      "finished_at"         TIMESTAMPTZ,
      "migration_name"      VARCHAR(255) NOT NULL,
      "logs"                TEXT,
      "rolled_back_at"      TIMESTAMPTZ,
      "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
      "applied_steps_count" INTEGER NOT NULL DEFAULT 0
    )`);
}

/** Whether a history is that of another program: others keep theirs in a table of the same name, but none of its migrations is ours. */
export function isForeign(history: readonly HistoryEntry[], migrations: readonly Migration[]): boolean {
  const ours = new Set(migrations.map(({ name }) => name));
  return !history.some(({ name }) => ours.has(name));
}

export const foreignWords =
  "The database has tables that are not Dialog Kinerja's. Give it a database of its own (createdb dialog_kinerja) and point DATABASE_URL at that.";

/** Refuses a database whose history does not fit the migrations of the code. */
export function refuseMisfit(history: readonly HistoryEntry[], migrations: readonly Migration[]): void {
  if (history.length > 0 && isForeign(history, migrations)) throw new MigrationRefused('foreign', [], foreignWords);
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const unknown = history.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new MigrationRefused(
      'database-newer',
      unknown,
      `The database is newer than this version of Dialog Kinerja: it has been changed by ${unknown.join(', ')}, which this version does not know. ` +
        'Start the newer version again, or restore a backup made before the upgrade.',
    );
  }
  const failed = history.filter(({ finished }) => !finished).map(({ name }) => name);
  if (failed.length > 0) {
    throw new MigrationRefused(
      'failed-before',
      failed,
      `An earlier attempt at the database migration ${failed.join(', ')} broke off in the middle; what it says is in the column logs of _prisma_migrations. Undo by hand what it ` +
        `had done and run "npx prisma migrate resolve --rolled-back ${failed[0]}", or complete it by hand and run the same with --applied; or restore a backup. Then start again.`,
    );
  }
  const changed = history.filter((entry) => {
    const migration = known.get(entry.name);
    return migration !== undefined && !fits(migration, entry.checksum);
  });
  if (changed.length > 0) {
    const names = changed.map(({ name }) => name);
    throw new MigrationRefused(
      'changed',
      names,
      `The database was made by another edition of the migration ${names.join(', ')} than the one in this version. A migration must never be edited once it was applied: ` +
        'install the version again from its release, and put changes into a new migration.',
    );
  }
}
