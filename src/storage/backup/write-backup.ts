import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import {
  type BackupHeader,
  type BackupTable,
  backupFormat,
  copyInStatement,
  copyOutStatement,
  endOfBackup,
  endOfRows,
  headerMark,
} from './backup-header.ts';
import { BackupRefused } from './backup-refused.ts';
import { CopyOut } from './copy-out.ts';
import { withConnection } from './with-connection.ts';

export interface WrittenBackup {
  readonly header: BackupHeader;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes the whole database, as it is at one moment, to a new compressed file that only its owner may read; the bot goes on meanwhile. Streams: memory does not grow with the
 * database. The file appears under its name when it is complete and on the disk. Throws `BackupRefused` and `DatabaseUnavailable`.
 */
export async function writeBackup(given: {
  readonly url: string;
  readonly file: string;
  /** Of this program. */
  readonly version: string;
}): Promise<WrittenBackup> {
  const file = path.resolve(given.file);
  await refuseExisting(file);
  const part = `${file}.part`;
  try {
    const header = await withConnection(given.url, 'backup', async (client) => {
      const snapshot = await beginSnapshot(client, given.version);
      await pipeline(
        Readable.from(backupOf(client, snapshot), { objectMode: false, highWaterMark: 1 << 18 }),
        createGzip({ level: 4, chunkSize: 1 << 18 }),
        createWriteStream(part, { mode: 0o600 }),
      );
      return snapshot;
    });
    await reachDisk(part);
    await rename(part, file);
    const rows = header.tables.reduce((sum, table) => sum + table.rows, 0);
    return { header, rows, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(part, { force: true });
    throw inWords(error, file);
  }
}

async function refuseExisting(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found !== null)
    throw new BackupRefused('file', `There is already something at ${file}. Give the backup a name of its own.`);
}

/** Opens the transaction in which everything is read, and counts what there is. */
async function beginSnapshot(client: pg.Client, version: string): Promise<BackupHeader> {
  const present = await readTables(client);
  if (!present.some(({ name }) => name === 'employee'))
    throw new BackupRefused('not-ready', 'The database is empty: the bot has not been started on it yet.');
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  // Before the first look, so that no upgrade changes a table between the look and the copy.
  const names = present.map(({ name }) => pg.escapeIdentifier(name)).join(', ');
  await client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`);
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`,
  );
  const { rows: moment } = await client.query<{ at: string }>(
    `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`,
  );
  const tables: BackupTable[] = [];
  for (const table of await readTables(client)) {
    const counted = await client.query<{ rows: string }>(
      `SELECT count(*) AS rows FROM ${pg.escapeIdentifier(table.name)}`,
    );
    tables.push({ ...table, rows: Number(counted.rows[0]?.rows) });
  }
  const sequences: BackupHeader['sequences'] = [];
  for (const name of await readSequences(client)) {
    // Past the snapshot, as sequences are: at least every number in it.
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${pg.escapeIdentifier(name)}`,
    );
    for (const row of rows) sequences.push({ name, ...row });
  }
  return { format: backupFormat, version, at: moment[0]?.at ?? '', migrations, tables, sequences };
}

/** Tables of the product with the columns that hold data, by name. Prisma's history is left out: a restore makes it anew. */
async function readTables(client: pg.Client): Promise<readonly Omit<BackupTable, 'rows'>[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
    GROUP BY c.relname ORDER BY c.relname`);
  return rows;
}

async function readSequences(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' ORDER BY relname`,
  );
  return rows.map(({ name }) => name);
}

async function* backupOf(client: pg.Client, header: BackupHeader): AsyncGenerator<Buffer> {
  yield line(`${headerMark}${JSON.stringify(header)}`);
  for (const table of header.tables) {
    yield line(copyInStatement(table));
    yield* client.query(new CopyOut(copyOutStatement(table)));
    yield line(endOfRows);
  }
  yield line(endOfBackup);
}

const line = (text: string): Buffer => Buffer.from(`${text}\n`);

async function reachDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function inWords(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new BackupRefused(
        'file',
        `There is no room for the backup at ${file}. Make room or choose another disk.`,
        error,
      );
    case 'ENOENT':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new BackupRefused('file', `The backup cannot be written: ${error.message}. Choose another place.`, error);
    default:
      return error;
  }
}
