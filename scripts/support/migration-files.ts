import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { readMigrations } from '../../src/storage/read-migrations.ts';

export const prismaDir = fileURLToPath(new URL('../../prisma', import.meta.url));

export const migrationsDir = path.join(prismaDir, 'migrations');

/** Nothing is left out of comparisons. */
export const filters = { externalTables: [], externalEnums: [] };

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
