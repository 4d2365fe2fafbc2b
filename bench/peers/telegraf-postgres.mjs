import pg from 'pg';
import { openAnswers } from './answers-in-postgres.mjs';
import { databaseUrl } from './settings.mjs';
import { startTelegrafBot } from './telegraf-bot.mjs';

const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
await pool.query('create table if not exists telegraf_session (key text primary key, value jsonb not null)');
const { save } = await openAnswers(pool);
const store = {
  get: async (key) => (await pool.query('select value from telegraf_session where key = $1', [key])).rows[0]?.value,
  set: (key, value) =>
    pool.query(
      'insert into telegraf_session (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
      [key, JSON.stringify(value)],
    ),
  delete: (key) => pool.query('delete from telegraf_session where key = $1', [key]),
};
await startTelegrafBot({ store, save });
