import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One migration of the code: `<name>/migration.sql` in Prisma's layout. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The migrations in a directory, oldest first: their names begin with the time they were written. Throws when a directory has no `migration.sql`. */
export async function readMigrations(migrationsDir: string): Promise<readonly Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  names.sort();
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(path.join(migrationsDir, name, 'migration.sql'), 'utf8') })),
  );
}

/** SHA-256 of the file in hexadecimal, as Prisma keeps it. */
export const checksum = (sql: string): string => createHash('sha256').update(sql, 'utf8').digest('hex');

/** Whether the file is the one that was applied. As with Prisma, a checkout with other line ends is the same file. */
export function fits({ sql }: Migration, applied: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sql, unix, unix.replaceAll('\n', '\r\n')].some((text) => checksum(text) === applied);
}
