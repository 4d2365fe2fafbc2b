import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrationList } from '../../scripts/support/migration-files.ts';
import { openSchemaEngine } from '../../scripts/support/schema-engine.ts';
import { applyMigrations } from '../../src/storage/migrations.ts';
import { checksum, readMigrations } from '../../src/storage/read-migrations.ts';
import { createTestDatabaseUrl, cutConnections, dropTestDatabase } from '../support/database.ts';
import { migrationsDir } from '../support/test-server.ts';

let url: string;
let directory: string;
beforeEach(async () => {
  url = await createTestDatabaseUrl({ empty: true });
  directory = await mkdtemp(path.join(tmpdir(), 'migrations-'));
});
afterEach(async () => {
  await dropTestDatabase(url);
  await rm(directory, { recursive: true, force: true });
});

it('makes the whole schema once when several processes start together', async () => {
  const results = await Promise.all([1, 2, 3].map(() => applyMigrations(url, migrationsDir)));
  const names = (await readMigrations(migrationsDir)).map(({ name }) => name);
  expect(results.flatMap(({ applied }) => applied)).toEqual(names);
  expect(await query('SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1')).toEqual(
    names.map((name) => ({ name })),
  );
  expect(await applyMigrations(url, migrationsDir)).toEqual({ applied: [] });
});

it("keeps the history in Prisma's own table, to the column", async () => {
  await write('1_one', 'CREATE TABLE one ();');
  await applyMigrations(url, directory);
  const [entry] = await query('SELECT * FROM _prisma_migrations');
  expect(entry).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/),
    checksum: checksum('CREATE TABLE one ();'),
    finished_at: expect.any(Date),
    migration_name: '1_one',
    logs: null,
    rolled_back_at: null,
    started_at: expect.any(Date),
    applied_steps_count: 1,
  });
});

it('leaves a database that Prisma accepts and has nothing to do on', async () => {
  await applyMigrations(url, migrationsDir);
  const engine = await openSchemaEngine(url);
  const filters = { externalTables: [], externalEnums: [] };
  const migrationsList = await migrationList();
  expect(await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters })).toEqual({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  });
  expect(await engine.applyMigrations({ migrationsList, filters })).toEqual({ appliedMigrationNames: [] });
});

it('goes on from a database that Prisma migrated', async () => {
  const engine = await openSchemaEngine(url);
  const filters = { externalTables: [], externalEnums: [] };
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: await migrationList(), filters });
  expect(appliedMigrationNames).not.toEqual([]);
  // Prisma's process ends, and with it the lock its session holds.
  await cutConnections(url);
  expect(await applyMigrations(url, migrationsDir)).toEqual({ applied: [] });
});

it('refuses a database that is newer than the code, in words, and changes nothing', async () => {
  await write('1_one', 'CREATE TABLE one ();');
  await write('2_two', 'CREATE TABLE two ();');
  await applyMigrations(url, directory);
  await rm(path.join(directory, '2_two'), { recursive: true });
  await write('1_other', 'CREATE TABLE other ();');
  await expect(applyMigrations(url, directory)).rejects.toMatchObject({
    name: 'MigrationRefused',
    code: 'database-newer',
    migrations: ['2_two'],
    message: expect.stringContaining('newer than this version of Dialog Kinerja'),
  });
  expect(await tables()).not.toContain('other');
});

it('refuses a migration that was edited after it was applied, but not other line ends', async () => {
  await write('1_one', 'CREATE TABLE one ();\nCREATE TABLE two ();\n');
  await applyMigrations(url, directory);
  await write('1_one', 'CREATE TABLE one ();\r\nCREATE TABLE two ();\r\n');
  expect(await applyMigrations(url, directory)).toEqual({ applied: [] });
  await write('1_one', 'CREATE TABLE one (id int);\nCREATE TABLE two ();\n');
  await expect(applyMigrations(url, directory)).rejects.toMatchObject({ code: 'changed', migrations: ['1_one'] });
});

it('keeps nothing of a migration that fails, names it, and applies it once it is put right', async () => {
  await write('1_one', 'CREATE TABLE one ();');
  await write('2_two', 'CREATE TABLE two (); SELECT 1 / 0;');
  await expect(applyMigrations(url, directory)).rejects.toMatchObject({
    code: 'failed-now',
    migrations: ['2_two'],
    message: expect.stringMatching(/2_two.*division by zero.*Nothing of it was kept/),
  });
  expect(await tables()).toEqual(['_prisma_migrations', 'one']);
  await write('2_two', 'CREATE TABLE two ();');
  expect(await applyMigrations(url, directory)).toEqual({ applied: ['2_two'] });
});

it('does not start over a migration that broke off, names it and says what to do', async () => {
  await write('1_one', 'CREATE TABLE one ();');
  await applyMigrations(url, directory);
  await query('UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(applyMigrations(url, directory)).rejects.toMatchObject({
    code: 'failed-before',
    migrations: ['1_one'],
    message: expect.stringContaining('prisma migrate resolve --rolled-back 1_one'),
  });
  await query('DROP TABLE one');
  await query('UPDATE _prisma_migrations SET rolled_back_at = now()');
  expect(await applyMigrations(url, directory)).toEqual({ applied: ['1_one'] });
});

it('runs a marked migration outside a transaction, and remembers when that fails', async () => {
  await write('1_one', 'CREATE TABLE one (id int);');
  await write('2_index', '-- outside-transaction\nCREATE INDEX CONCURRENTLY one_id ON one (id);');
  expect(await applyMigrations(url, directory)).toEqual({ applied: ['1_one', '2_index'] });
  await write('3_index', '-- outside-transaction\nCREATE INDEX CONCURRENTLY one_id ON one (id);');
  await expect(applyMigrations(url, directory)).rejects.toMatchObject({ code: 'failed-now', migrations: ['3_index'] });
  expect(await query(`SELECT logs FROM _prisma_migrations WHERE finished_at IS NULL`)).toEqual([
    { logs: expect.stringContaining('already exists') },
  ]);
  await expect(applyMigrations(url, directory)).rejects.toMatchObject({
    code: 'failed-before',
    migrations: ['3_index'],
  });
});

it("keeps off a database with somebody else's tables", async () => {
  await query('CREATE TABLE payroll ()');
  await cp(migrationsDir, directory, { recursive: true });
  await expect(applyMigrations(url, directory)).rejects.toMatchObject({ code: 'foreign' });
  expect(await tables()).toEqual(['payroll']);
});

it('keeps off a database in which another program keeps a history like ours', async () => {
  await write('20200101000000_payroll', 'CREATE TABLE payroll ();');
  await applyMigrations(url, directory);
  await expect(applyMigrations(url, migrationsDir)).rejects.toMatchObject({
    code: 'foreign',
    message: expect.stringContaining('a database of its own'),
  });
  expect(await tables()).toEqual(['_prisma_migrations', 'payroll']);
});

it('starts in a database where an extension has views of its own', async () => {
  await query('CREATE VIEW statements AS SELECT 1; ALTER EXTENSION plpgsql ADD VIEW statements');
  await write('1_one', 'CREATE TABLE one ();');
  expect(await applyMigrations(url, directory)).toEqual({ applied: ['1_one'] });
});

it('says in words that the database cannot be reached, without the password', async () => {
  const nowhere = new URL(url);
  nowhere.port = '1';
  nowhere.password = 'rahasia';
  const refused = applyMigrations(nowhere.toString(), migrationsDir);
  await expect(refused).rejects.toMatchObject({ name: 'DatabaseUnavailable', code: 'connection-lost' });
  await expect(refused).rejects.toThrow(/^the database test_\w+ on 127\.0\.0\.1:1 cannot be reached/);
  await expect(refused).rejects.not.toThrow(/rahasia/);
});

it('has a lock file for Prisma beside the migrations', async () => {
  expect(await readFile(path.join(migrationsDir, 'migration_lock.toml'), 'utf8')).toContain('provider = "postgresql"');
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(directory, name), { recursive: true });
  await writeFile(path.join(directory, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const tables = async (): Promise<unknown[]> =>
  (
    await query(
      `SELECT array_agg(tablename::text ORDER BY tablename) AS names FROM pg_tables WHERE schemaname = 'public'`,
    )
  ).flatMap((row) =>
    typeof row === 'object' && row !== null && 'names' in row && Array.isArray(row.names) ? row.names : [],
  );
