import { PsqlAdapter } from '@grammyjs/storage-psql';
import pg from 'pg';
import { openAnswers } from './answers-in-postgres.mjs';
import { startGrammyBot } from './grammy-bot.mjs';
import { databaseUrl } from './settings.mjs';

const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const adapter = await PsqlAdapter.create({ tableName: 'conversations', client: pool });
const { save } = await openAnswers(pool);
await startGrammyBot({ storage: { type: 'key', version: 0, adapter }, save });
