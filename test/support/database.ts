import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { databaseUrl } from './test-server.ts';

export interface TestDatabase extends Database {
  readonly url: string;
  /** Closes the pool and drops the database. */
  close(): Promise<void>;
}

/** An empty, migrated database of the caller's own, in about 50 ms. Close it in `afterAll`; what is left when the run ends is dropped then. */
export async function createTestDatabase(options: { readonly poolSize?: number } = {}): Promise<TestDatabase> {
  const url = await createTestDatabaseUrl();
  const database = await openDatabase({ url, ...options });
  return {
    ...database,
    url,
    async close() {
      await database.close();
      await dropTestDatabase(url);
    },
  };
}

/** Only the database, for tests that open it themselves. With `empty` no migration is applied. */
export async function createTestDatabaseUrl({ empty = false }: { readonly empty?: boolean } = {}): Promise<string> {
  const { adminUrl, template, run } = inject('testServer');
  const name = `${run}_${randomBytes(4).toString('hex')}`;
  await asAdmin((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${empty ? 'template0' : template}`));
  return databaseUrl(adminUrl, name);
}

/** Drops a test database, cutting whoever is connected. */
export async function dropTestDatabase(url: string): Promise<void> {
  await asAdmin((client) => client.query(`DROP DATABASE IF EXISTS ${nameOf(url)} WITH (FORCE)`));
}

/** Cuts every connection to a test database, as a restart of the server would, and resolves when they are gone. */
export async function cutConnections(url: string): Promise<void> {
  await asAdmin((client) =>
    client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [nameOf(url)]),
  );
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

async function asAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('testServer').adminUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
