import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import {
  createTestDatabase,
  createTestDatabaseUrl,
  cutConnections,
  dropTestDatabase,
  type TestDatabase,
} from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

it('keeps an instant as it is, whatever the zone of the server', async () => {
  const url = await createTestDatabaseUrl();
  const name = new URL(url).pathname.slice(1);
  await database.client.$executeRawUnsafe(`ALTER DATABASE ${name} SET timezone = 'Asia/Jayapura'`);
  const inJayapura = await openDatabase({ url });
  const at = new Date('2026-06-30T16:59:59.123Z');
  const [row] = await inJayapura.client.$queryRaw<{ back: Date; seconds: number; zone: string }[]>`
    select ${at}::timestamptz as back, extract(epoch from ${at}::timestamptz)::float8 as seconds, current_setting('TimeZone') as zone`;
  expect(row).toEqual({ back: at, seconds: at.getTime() / 1000, zone: 'UTC' });
  await inJayapura.close();
  await dropTestDatabase(url);
});

it('is alive as long as the database answers, and again after its connections were cut', async () => {
  expect(await database.isAlive()).toBe(true);
  await cutConnections(database.url);
  await expect.poll(() => database.isAlive()).toBe(true);
  expect(await database.client.unit.count()).toBe(0);
});

it('is not alive once the database is gone', async () => {
  const url = await createTestDatabaseUrl();
  const short = await openDatabase({ url });
  await dropTestDatabase(url);
  await expect.poll(() => short.isAlive()).toBe(false);
  await short.close();
});

it('keeps within its number of connections', async () => {
  const url = await createTestDatabaseUrl();
  const small = await openDatabase({ url, poolSize: 2 });
  await Promise.all(Array.from({ length: 8 }, () => small.client.$queryRaw`select pg_sleep(0.05) is null`));
  const others = new pg.Client({ connectionString: url });
  await others.connect();
  const { rows } = await others.query(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'dialog-kinerja'`,
  );
  expect(rows).toEqual([{ count: 2 }]);
  await others.end();
  await small.close();
  await dropTestDatabase(url);
});

it('says in words why it cannot be opened', async () => {
  const wrongPassword = new URL(database.url);
  wrongPassword.password = 'salah';
  const wrongName = new URL(database.url);
  wrongName.pathname = '/tidak_ada';
  const silent = new URL(database.url);
  silent.port = String(await closedPort());
  await expect(openDatabase({ url: wrongPassword.toString() })).rejects.toThrow(
    /does not accept the user or password in DATABASE_URL/,
  );
  await expect(openDatabase({ url: wrongName.toString() })).rejects.toThrow(/has no such database/);
  await expect(openDatabase({ url: silent.toString() })).rejects.toMatchObject({
    name: 'DatabaseUnavailable',
    code: 'connection-lost',
  });
});

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 1));
    });
  });
}
