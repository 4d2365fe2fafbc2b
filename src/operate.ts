import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type DatabaseConfig, readDatabaseConfig } from './config.ts';
import { loadEnvFile } from './load-env-file.ts';
import { productFile } from './root.ts';
import { restoreBackup } from './storage/backup/restore-backup.ts';
import { writeBackup } from './storage/backup/write-backup.ts';
import { startEmbeddedPostgres } from './storage/embedded-postgres.ts';

const usage = `npm run backup -- <file>
npm run restore -- <file> [--replace] [--after-loss]
  --replace     what the database holds now may go
  --after-loss  the bot went on after the backup was made: do not send broadcasts and reminders that waited then once more`;

/** What an operator does to the database from the command line, with the bot's settings. Exit code 1 with words where it was not done; then nothing was changed. */
async function main([command, ...rest]: readonly string[]): Promise<void> {
  loadEnvFile();
  const flags = new Set(rest.filter((each) => each.startsWith('--')));
  const files = rest.filter((each) => !each.startsWith('--'));
  const [file] = files;
  const allowed = command === 'restore' ? ['--replace', '--after-loss'] : [];
  const understood = files.length === 1 && [...flags].every((flag) => allowed.includes(flag));
  if (file === undefined || !understood || (command !== 'backup' && command !== 'restore')) throw new Error(usage);
  // npm runs in the product's folder; the file is meant from where the command was given.
  const target = path.resolve(process.env.INIT_CWD ?? '.', file);
  await withDatabase(readDatabaseConfig(process.env), (url) =>
    command === 'backup' ? backUp(url, target) : restore(url, target, flags),
  );
}

async function backUp(url: string, file: string): Promise<void> {
  const { header, rows, bytes } = await writeBackup({ url, file, version: productVersion() });
  console.log(
    `Backed up ${rows} rows of ${header.tables.length} tables as of ${header.at} to ${file} (${(bytes / 1e6).toFixed(1)} MB). ` +
      'It holds personal data: keep it encrypted, and away from this machine.',
  );
}

async function restore(url: string, file: string, flags: ReadonlySet<string>): Promise<void> {
  const { header, rows, upgraded, waiting, unknown } = await restoreBackup({
    url,
    file,
    migrationsDir: productFile('prisma/migrations'),
    replace: flags.has('--replace'),
    afterLoss: flags.has('--after-loss'),
  });
  console.log(`Restored ${rows} rows of ${header.tables.length} tables, as of ${header.at}; all rows were counted.`);
  if (upgraded.length > 0) console.log(`Brought up to this version: ${upgraded.join(', ')}.`);
  if (unknown > 0) console.log(`${unknown} waiting messages may have been sent already and are kept as unknown.`);
  if (waiting > 0) console.log(`${waiting} messages wait and will be sent when the bot starts.`);
}

/** The bot's own PostgreSQL is joined where it runs, and started for as long as this takes where it does not. */
async function withDatabase(config: DatabaseConfig, work: (url: string) => Promise<void>): Promise<void> {
  if (config.DATABASE_URL !== undefined) return work(config.DATABASE_URL);
  const log = { info: () => undefined, warn: (_detail: object, message: string) => console.error(message) };
  // Settings are meant from where the bot runs, the product's folder.
  const embedded = await startEmbeddedPostgres({ dataDir: path.resolve(config.DATA_DIR), log });
  try {
    await work(embedded.url);
  } finally {
    await embedded.stop();
  }
}

function productVersion(): string {
  const given: unknown = JSON.parse(readFileSync(productFile('package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(given).version;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
