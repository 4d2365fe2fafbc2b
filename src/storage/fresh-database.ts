import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Makes an empty database beside the one of this address and answers its own address; earlier ones of the same prefix that nobody uses are dropped. For the demo, which begins anew each time. */
export async function createFreshDatabase(url: string, prefix: string): Promise<string> {
  if (!/^[a-z]{1,20}$/.test(prefix)) throw new Error('The prefix of a database name is 1 to 20 small letters.');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const old = await client.query<{ name: string }>(
      `select datname as name from pg_database d where datname like $1
       and not exists (select 1 from pg_stat_activity a where a.datname = d.datname)`,
      [`${prefix}\\_%`],
    );
    for (const { name } of old.rows) await client.query(`drop database if exists ${client.escapeIdentifier(name)}`);
    const name = `${prefix}_${randomBytes(6).toString('hex')}`;
    await client.query(`create database ${client.escapeIdentifier(name)}`);
    const fresh = new URL(url);
    fresh.pathname = `/${name}`;
    return fresh.href;
  } finally {
    await client.end();
  }
}
