import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { applyMigrations } from '../../src/storage/migrations.ts';
import { checksum, readMigrations } from '../../src/storage/read-migrations.ts';

/** The server of one test run. */
export interface TestServer {
  /** Connection string of the database `postgres`. */
  readonly adminUrl: string;
  /** Database with every migration applied and no rows. */
  readonly template: string;
  /** Prefix of this run's databases. */
  readonly run: string;
  /** Drops this run's databases; the last run on this checkout stops the server. */
  stop(): Promise<void>;
}

export const migrationsDir = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/**
 * Starts the server of this checkout or joins the one that another run started or a killed run left: its files stay in the temporary directory, so that only the very
 * first run creates them. Every run holds a lock named after itself; databases whose run is gone are dropped here.
 */
export async function startTestServer(): Promise<TestServer> {
  const dataDir = path.join(tmpdir(), `dialog-kinerja-test-${shortHash(migrationsDir)}-${process.getuid?.() ?? 0}`);
  await mkdir(dataDir, { recursive: true });
  // As root the server runs under another user, who must get through.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, log: { info: () => undefined, warn: console.warn } });
  const adminUrl = databaseUrl(server.url, 'postgres');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();

  // Nothing in these databases has to outlive a power cut.
  await client.query('ALTER SYSTEM SET fsync = off');
  await client.query('ALTER SYSTEM SET synchronous_commit = off');
  await client.query('ALTER SYSTEM SET full_page_writes = off');
  await client.query(`ALTER SYSTEM SET deadlock_timeout = '100ms'`);
  await client.query('SELECT pg_reload_conf()');

  const run = `test_${randomBytes(4).toString('hex')}`;
  await client.query('SELECT pg_advisory_lock_shared(hashtext($1))', [run]);
  const template = await makeTemplate(client, adminUrl);
  await dropLeftovers(client);
  return {
    adminUrl,
    template,
    run,
    async stop() {
      await dropDatabases(client, run);
      await client.end();
      await server.stop();
    },
  };
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
}

/** One template for one state of the migrations, so that runs on different states can share the server. Held by a shared lock while a run uses it. */
async function makeTemplate(client: pg.Client, adminUrl: string): Promise<string> {
  const migrations = await readMigrations(migrationsDir);
  const template = `template_${shortHash(migrations.map(({ name, sql }) => `${name} ${checksum(sql)}`).join('\n'))}`;
  await client.query('SELECT pg_advisory_lock_shared(hashtext($1))', [template]);
  await client.query(`SELECT pg_advisory_lock(hashtext('make templates'))`);
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) {
      // Migrated under another name and renamed: a template under its own name is whole.
      await client.query(`DROP DATABASE IF EXISTS ${template}_making`);
      await client.query(`CREATE DATABASE ${template}_making`);
      await applyMigrations(databaseUrl(adminUrl, `${template}_making`), migrationsDir);
      await client.query(`ALTER DATABASE ${template}_making RENAME TO ${template}`);
    }
  } finally {
    await client.query(`SELECT pg_advisory_unlock(hashtext('make templates'))`);
  }
  return template;
}

/** Drops the databases of runs that were killed, and templates of migrations nobody uses now. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ owner: string }>(
    `SELECT DISTINCT substring(datname FROM '^(?:test|template)_[0-9a-f]+') AS owner FROM pg_database WHERE datname ~ '^(test|template)_[0-9a-f]+'`,
  );
  for (const { owner } of rows) {
    const free = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS free', [owner]);
    if (free.rows[0]?.free !== true) continue;
    // A session is granted an exclusive lock beside its own shared one: what this run holds shared is not free.
    const mine = await client.query(
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND mode = 'ShareLock' AND objid = (hashtext($1)::bigint & 4294967295)::oid`,
      [owner],
    );
    if (mine.rowCount === 0) await dropDatabases(client, owner);
    await client.query('SELECT pg_advisory_unlock(hashtext($1))', [owner]);
  }
}

async function dropDatabases(client: pg.Client, owner: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname = $1 OR starts_with(datname, $1 || '_')`,
    [owner],
  );
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
