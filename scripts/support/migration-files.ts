import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList, SchemaContainer, SchemaEngine } from '@prisma/schema-engine-wasm';
import { readMigrations } from '../../src/storage/read-migrations.ts';

const prismaDir = fileURLToPath(new URL('../../prisma', import.meta.url));

export const migrationsDir = path.join(prismaDir, 'migrations');

/** Nothing is left out of comparisons. */
export const filters = { externalTables: [], externalEnums: [] };

/** What the schema has and the database at the engine's connection lacks, as SQL; empty when they agree. */
export async function missingSql(engine: SchemaEngine): Promise<string> {
  const files = [await schemaFile()];
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: prismaDir },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters,
  });
  const sql = (stdout ?? '').trim();
  return sql === '-- This is an empty migration.' ? '' : sql;
}

/** The migrations directory as the engine wants it told. */
export async function migrationList(): Promise<MigrationList> {
  const migrations = await readMigrations(migrationsDir);
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(migrationsDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

async function schemaFile(): Promise<SchemaContainer> {
  const file = path.join(prismaDir, 'schema.prisma');
  return { path: file, content: await readFile(file, 'utf8') };
}
