import pg from 'pg';
import { applyWithin, prismaLock } from '../migrations.ts';
import { fits, type Migration, readMigrations } from '../read-migrations.ts';
import { type BackupHeader, copyInStatement } from './backup-header.ts';
import { type BackupReader, openBackup } from './backup-reader.ts';
import { BackupRefused } from './backup-refused.ts';
import { copyIn } from './copy-in.ts';
import { clearDatabase, refuseUsed, refuseWithContent } from './restore-target.ts';
import { withConnection } from './with-connection.ts';

export interface RestoreOptions {
  readonly url: string;
  readonly file: string;
  readonly migrationsDir: string;
  /** The database's content may go. Without it only an empty database is restored into. */
  readonly replace?: boolean;
  /**
   * The bot went on after the backup was made, and what it did then is lost. Messages that waited then may have been sent since: those that annoy when doubled (broadcasts, reminders) are
   * then kept as `unknown` and counted, those that must arrive are sent again.
   */
  readonly afterLoss?: boolean;
}

export interface Restored {
  readonly header: BackupHeader;
  readonly rows: number;
  /** Migrations of this version that the backup did not have yet. */
  readonly upgraded: readonly string[];
  /** Messages that will be sent when the bot starts. */
  readonly waiting: number;
  /** With `afterLoss`: messages that will not be, as nobody knows whether they were. */
  readonly unknown: number;
}

/**
 * Makes the database what it was when the backup was made, in one transaction: whatever goes wrong, it is as before. The schema is made by the migrations of the backup's time; those
 * that came later are applied on its data. Streams like `writeBackup`. Throws `BackupRefused` and `DatabaseUnavailable`.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const reader = await openBackup(options.file);
  try {
    const migrations = matchMigrations(reader.header, await readMigrations(options.migrationsDir));
    return await withConnection(options.url, 'restore', (client) => restore(client, reader, migrations, options));
  } finally {
    reader.close();
  }
}

interface Matched {
  readonly before: readonly Migration[];
  readonly after: readonly Migration[];
}

/** Which migrations the backup's database had, and which come on top. */
function matchMigrations({ migrations, version }: BackupHeader, known: readonly Migration[]): Matched {
  const had = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  const names = new Set(known.map(({ name }) => name));
  const unknown = migrations.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  if (unknown.length > 0)
    throw new BackupRefused(
      'newer',
      `The backup is newer than this version: its database (version ${version}) had been changed by ${unknown.join(', ')}. Install the version it was made with, or a newer one.`,
    );
  const before = known.filter(({ name }) => had.has(name));
  const changed = before.filter((migration) => !fits(migration, had.get(migration.name) ?? ''));
  if (changed.length > 0)
    throw new BackupRefused(
      'misfit',
      `The backup's database was made by another edition of ${changed.map(({ name }) => name).join(', ')}. Install the version it was made with (${version}) from its release.`,
    );
  return { before, after: known.filter(({ name }) => !had.has(name)) };
}

async function restore(
  client: pg.Client,
  reader: BackupReader,
  { before, after }: Matched,
  { replace = false, afterLoss = false }: RestoreOptions,
): Promise<Restored> {
  const { header } = reader;
  // A bot that starts meanwhile waits for it before its first look at the tables.
  const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock(${prismaLock}) AS locked`);
  if (rows[0]?.locked !== true)
    throw new BackupRefused(
      'in-use',
      'A bot starts on this database just now, or another restore runs. Stop it first.',
    );
  await refuseUsed(client);
  await client.query('BEGIN');
  if (!replace) await refuseWithContent(client);
  await clearDatabase(client, [...before, ...after]);
  await applyWithin(client, before);
  await load(client, reader);
  await applyWithin(client, after);
  const unknown = afterLoss ? await doubtWaiting(client) : 0;
  const waiting = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM outbox WHERE state IN ('queued', 'sending')`,
  );
  // Without statistics the first queries on a large database would be planned blindly. Before the commit: what fails after it would seem to have changed nothing.
  await client.query('ANALYZE');
  await client.query('COMMIT');
  return {
    header,
    rows: header.tables.reduce((sum, table) => sum + table.rows, 0),
    upgraded: after.map(({ name }) => name),
    waiting: waiting.rows[0]?.count ?? 0,
    unknown,
  };
}

/** Foreign keys are taken off and put back at the end: checked all at once, whatever the order of the tables. */
async function load(client: pg.Client, reader: BackupReader): Promise<void> {
  const { tables, sequences } = reader.header;
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(`
    SELECT r.relname AS table, c.conname AS name, pg_get_constraintdef(c.oid) AS definition
    FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
    WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace`);
  for (const { table, name } of keys)
    await client.query(`ALTER TABLE ${pg.escapeIdentifier(table)} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`);
  for (const table of tables) {
    // What a migration put there comes with the backup.
    await client.query(`TRUNCATE ${pg.escapeIdentifier(table.name)}`);
    await copyIn(client, copyInStatement(table), reader.rows(table));
  }
  await reader.end();
  for (const { table, name, definition } of keys)
    await client.query(
      `ALTER TABLE ${pg.escapeIdentifier(table)} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`,
    );
  for (const { name, value, called } of sequences)
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [pg.escapeIdentifier(name), value, called]);
}

async function doubtWaiting(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(`
    UPDATE outbox SET state = 'unknown', error = 'It waited when the backup was made, and may have been sent since'
    WHERE state IN ('queued', 'sending') AND NOT must_arrive`);
  return rowCount ?? 0;
}
