import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { databaseUrl } from '../../test/support/test-server.ts';

/** The bench's own PostgreSQL, with fsync on as it comes, apart from the tests' server. */
export interface BenchServer {
  /** Makes a database afresh and answers its connection string. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** `dataDir`: where its files live, made when missing. */
export async function startBenchServer(dataDir: string): Promise<BenchServer> {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const server = await startEmbeddedPostgres({
    dataDir: path.resolve(dataDir),
    log: { info: () => undefined, warn: console.warn },
  });
  return {
    async database(name) {
      const client = new pg.Client({ connectionString: databaseUrl(server.url, 'postgres') });
      await client.connect();
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${name}`);
      await client.end();
      return databaseUrl(server.url, name);
    },
    stop: () => server.stop(),
  };
}
