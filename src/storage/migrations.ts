import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describeUnavailable } from './describe-unavailable.ts';
import { listRelations } from './list-relations.ts';
import { foreignWords, type HistoryEntry, makeHistory, readHistory, refuseMisfit } from './migration-history.ts';
import { MigrationRefused } from './migration-refused.ts';
import { checksum, type Migration, readMigrations } from './read-migrations.ts';

/** The advisory lock `prisma migrate` takes: two of our processes, or one and Prisma, wait for each other. */
export const prismaLock = 72_707_369;

/** A migration with this line runs outside a transaction; it must be a single statement, as `CREATE INDEX CONCURRENTLY` demands. */
const outsideTransaction = /^-- outside-transaction\s*$/m;

/**
 * Brings the database at `url` up to the migrations of the code and returns the names of those it applied, oldest first. The history is kept in Prisma's own table, so that
 * `prisma migrate deploy` works on the same database. Each migration and its entry are one transaction: one that fails leaves nothing behind.
 * Throws `MigrationRefused` when database and code do not fit each other, `DatabaseUnavailable` when the database does not answer.
 */
export async function applyMigrations(url: string, migrationsDir: string): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(migrationsDir);
  const client = new pg.Client({
    connectionString: url,
    application_name: 'dialog-kinerja migrations',
    connectionTimeoutMillis: 5_000,
  });
  // What breaks the connection is met by the query in hand.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(`SELECT pg_advisory_lock(${prismaLock})`);
    const applied = await applyMissing(client, migrations);
    await client.query(`SELECT pg_advisory_unlock(${prismaLock})`);
    return { applied };
  } catch (error) {
    throw error instanceof MigrationRefused ? error : describeUnavailable(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  const history = (await readHistory(client)) ?? (await beginHistory(client));
  refuseMisfit(history, migrations);
  const done = new Set(history.map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !done.has(name));
  for (const migration of missing) await apply(client, migration);
  return missing.map(({ name }) => name);
}

/**
 * Applies these migrations, none of which the database has, within the caller's transaction: for a restore, which comes true whole or not at all. There indexes are built on tables
 * nobody else sees, so nothing has to be built concurrently.
 */
export async function applyWithin(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  await makeHistory(client);
  for (const { name, sql } of migrations) {
    await client.query(outsideTransaction.test(sql) ? sql.replaceAll(/\bCONCURRENTLY\b/gi, '') : sql);
    await enter(client, { name, sql });
  }
}

/** The history of a database that has nothing yet. */
async function beginHistory(client: pg.Client): Promise<readonly HistoryEntry[]> {
  if ((await listRelations(client)).length > 0) throw new MigrationRefused('foreign', [], foreignWords);
  await makeHistory(client);
  return [];
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    if (outsideTransaction.test(migration.sql)) await applyOutsideTransaction(client, migration);
    else await applyInTransaction(client, migration);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || isShutdown(error)) throw error;
    throw new MigrationRefused(
      'failed-now',
      [migration.name],
      `The database refused the migration ${migration.name}: ${error.message}. ` +
        (outsideTransaction.test(migration.sql)
          ? 'It may be half done; see the column logs of _prisma_migrations.'
          : 'Nothing of it was kept; put right what it says and start again.'),
      error,
    );
  }
}

async function applyInTransaction(client: pg.Client, { name, sql }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await enter(client, { name, sql });
    await client.query('COMMIT');
  } catch (error) {
    // A broken connection has rolled back already.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function enter(client: pg.Client, { name, sql }: Migration): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksum(sql), name],
  );
}

async function applyOutsideTransaction(client: pg.Client, { name, sql }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum(sql),
    name,
  ]);
  try {
    await client.query(sql);
  } catch (error) {
    await client
      .query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)])
      .catch(() => undefined);
    throw error;
  }
  await client.query(
    'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
    [id],
  );
}

/** The server ended the session (57P01 to 57P03): no fault of the migration. */
const isShutdown = (error: pg.DatabaseError): boolean => error.code?.startsWith('57P0') === true;
