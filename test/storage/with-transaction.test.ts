import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../../src/storage/database-unavailable.ts';
import { uniqueViolation } from '../../src/storage/unique-violation.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { createTestDatabase, cutConnections, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const unitNames = async () =>
  (await database.client.unit.findMany({ orderBy: { path: 'asc' } })).map(({ path }) => path);
const addUnit = (path: string) => ({ data: { name: path, path } });

describe('a transaction', () => {
  it('keeps everything or nothing', async () => {
    await withTransaction(database, (tx) => tx.unit.create(addUnit('kept')));
    const failing = withTransaction(database, async (tx) => {
      await tx.unit.create(addUnit('lost'));
      throw new Error('a fault of ours');
    });
    await expect(failing).rejects.toThrow('a fault of ours');
    expect(await unitNames()).toContain('kept');
    expect(await unitNames()).not.toContain('lost');
  });

  it('runs again when two of them wait for each other', async () => {
    await database.client.unit.createMany({ data: ['left', 'right'].map((path) => ({ name: '', path })) });
    const bothHoldOne = meeting(2);
    let runs = 0;
    const rename = (first: string, second: string) =>
      withTransaction(database, async (tx) => {
        runs += 1;
        await tx.unit.update({ where: { path: first }, data: { name: { set: `${first} first` } } });
        await bothHoldOne();
        await tx.unit.update({ where: { path: second }, data: { name: { set: `${first} second` } } });
      });
    await Promise.all([rename('left', 'right'), rename('right', 'left')]);
    expect(runs).toBe(3);
  });

  it('runs again after a serialization failure, five times at most', async () => {
    let runs = 0;
    const unlucky = withTransaction(database, async (tx) => {
      runs += 1;
      await tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'could not serialize' USING ERRCODE = '40001'; END $$`);
    });
    await expect(unlucky).rejects.toMatchObject({ name: 'DatabaseUnavailable', code: 'too-busy' });
    expect(runs).toBe(5);
  });

  it('gives a fault of the statement back as it is, once', async () => {
    let runs = 0;
    const wrong = withTransaction(database, async (tx) => {
      runs += 1;
      await tx.$queryRaw`select 1 / 0`;
    });
    await expect(wrong).rejects.toMatchObject({ code: 'P2010' });
    expect(runs).toBe(1);
  });

  it.each([
    ['in the middle, before a model query', (tx: Tx) => tx.unit.findMany()],
    ['in the middle, before a raw query', (tx: Tx) => tx.$queryRaw`select 1`],
    ['just before the commit', () => Promise.resolve()],
  ])('says that the database was lost when the connection is cut %s', async (_when, afterwards) => {
    const cut = withTransaction(database, async (tx) => {
      await tx.unit.create(addUnit('cut off'));
      await cutConnections(database.url);
      await afterwards(tx);
    });
    await expect(cut).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(cut).rejects.toMatchObject({ code: 'connection-lost' });
    expect(await unitNames()).not.toContain('cut off');
  });

  it('is rolled back and reported as too slow when its work takes longer than it may', async () => {
    const slow = withTransaction(database, (tx) => tx.$queryRaw`select pg_sleep(0.3) is null`, { timeoutMs: 50 });
    await expect(slow).rejects.toMatchObject({ name: 'DatabaseUnavailable', code: 'too-busy' });
  });
});

describe('a unique violation', () => {
  it.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['model query', (tx) => tx.unit.create(addUnit('twice'))],
    ['raw query', (tx) => tx.$executeRaw`insert into unit (name, path) values ('', 'twice')`],
  ])('is known by the name of its index after a %s, inside a transaction and outside', async (_how, insert) => {
    await database.client.unit.upsert({ where: { path: 'twice' }, create: { name: '', path: 'twice' }, update: {} });
    const outside = await failure(insert(database.client));
    const inside = await failure(withTransaction(database, insert));
    expect([uniqueViolation(outside), uniqueViolation(inside)]).toEqual(['unit_path_key', 'unit_path_key']);
  });

  it('is not seen in other faults', async () => {
    expect(uniqueViolation(await failure(database.client.$queryRaw`select 1 / 0`))).toBeNull();
    expect(uniqueViolation(new Error('23505'))).toBeNull();
    expect(uniqueViolation(undefined)).toBeNull();
  });
});

type Tx = TestDatabase['client'];

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A place where `count` wait for each other the first time; later comers pass. */
function meeting(count: number): () => Promise<void> {
  let arrived = 0;
  let open = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived >= count) open();
    return all;
  };
}
