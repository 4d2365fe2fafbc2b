import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { filters, prismaDir } from './migration-files.ts';

/** What `prisma/schema.prisma` has and the database at `url`, to which the engine is connected, lacks, as SQL; empty when they agree. */
export async function missingSql(engine: SchemaEngine, url: string): Promise<string> {
  const file = path.join(prismaDir, 'schema.prisma');
  const files = [{ path: file, content: await readFile(file, 'utf8') }];
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: prismaDir },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters,
  });
  const sql = (stdout ?? '').trim();
  return (await changesAnything(sql, url)) ? sql : '';
}

/**
 * Tries the SQL and takes it back. The engine does not see every property of an index in a database (the operator class of a B-tree, for one) and would then make anew, for ever,
 * what is there already.
 */
async function changesAnything(sql: string, url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const before = await definitions(client);
    await client.query('BEGIN');
    await client.query(sql);
    const after = await definitions(client);
    await client.query('ROLLBACK');
    return before !== after;
  } finally {
    await client.end();
  }
}

/** Every column, constraint, index and enum value as PostgreSQL defines it. */
async function definitions(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ definition: string }>(`
    SELECT format('%s.%s %s %s %s %s', table_name, column_name, data_type, coalesce(character_maximum_length, datetime_precision, numeric_precision),
                  is_nullable, column_default) AS definition
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s %s', enumtypid::regtype, enumlabel) FROM pg_enum
    ORDER BY 1`);
  return rows.map(({ definition }) => definition).join('\n');
}
