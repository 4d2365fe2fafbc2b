import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFrozenFramework } from '../../src/storage/frozen-frameworks.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { loadFramework, settleDistrict } from '../support/district.ts';

let database: TestDatabase;
let periodId: number;
beforeAll(async () => {
  database = await createTestDatabase();
  periodId = (await settleDistrict(database)).periodId;
});
afterAll(() => database.close());

const asDraft = { state: 'draft', framework: {} };
const opened = (key: string) => ({ state: 'open', framework: loadFramework(key) });
const find = () => withTransaction(database, (tx) => findFrozenFramework(tx, periodId));

describe('the framework of a period', () => {
  it('is not the one of an opening that was rolled back', async () => {
    await database.prisma.period.update({ where: { id: periodId }, data: asDraft });
    const failed = withTransaction(database, async (tx) => {
      await tx.period.update({ where: { id: periodId }, data: opened('pauh') });
      expect((await findFrozenFramework(tx, periodId)).key).toBe('pauh');
      throw new Error('the opening failed');
    });
    await expect(failed).rejects.toThrow('the opening failed');
    await database.prisma.period.update({ where: { id: periodId }, data: opened('kuranji') });
    expect((await find()).key).toBe('kuranji');
    expect((await findFrozenFramework(database.client, periodId)).key).toBe('kuranji');
  });

  it('is read once, in one transaction and in all that follow', async () => {
    const [first, again] = await withTransaction(database, async (tx) => [
      await findFrozenFramework(tx, periodId),
      await findFrozenFramework(tx, periodId),
    ]);
    expect(again).toBe(first);
    expect(await find()).toBe(first);
    expect(await findFrozenFramework(database.client, periodId)).toBe(first);
  });
});
