import { resolve } from 'node:path';
import type { AppLog } from '../app/core/app.ts';
import type { Config } from '../config.ts';
import { productFile } from '../root.ts';
import { type Database, openDatabase } from '../storage/database.ts';
import { startEmbeddedPostgres } from '../storage/embedded-postgres.ts';
import { applyMigrations } from '../storage/migrations.ts';
import type { Undo } from './undo-all.ts';

/** Opens the database of the settings, or the bot's own PostgreSQL where they name none, brought up to date. */
export async function startDatabase(config: Config, log: AppLog, undo: Undo): Promise<Database> {
  let url = config.DATABASE_URL;
  if (url === undefined) {
    const embedded = await startEmbeddedPostgres({ dataDir: resolve(config.DATA_DIR), log });
    undo.push(() => embedded.stop());
    url = embedded.url;
  }
  const { applied } = await applyMigrations(url, productFile('prisma/migrations'));
  if (applied.length > 0) log.info({ applied }, 'The database was brought up to date.');
  const database = await openDatabase({ url });
  undo.push(() => database.close());
  return database;
}
