import { afterAll, beforeAll, expect, it } from 'vitest';
import { totalOf } from '../../src/domain/distribution.ts';
import type { Tx } from '../../src/storage/database.ts';
import { countPredicatesByUnit, countPredicatesDownTo } from '../../src/storage/distribution.ts';
import { findRaterStatistics, listRatersOnPage } from '../../src/storage/rater-statistics.ts';
import { countStepsBelow, countStepsByUnit, sumSteps } from '../../src/storage/unit-completion.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { settleProvince } from '../support/province.ts';

// Fifty sections of forty people; section n belongs to agency n % 40 + 1.
const size = { people: 2_000, sections: 50, peers: 3 };
let database: TestDatabase;
let periodId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  periodId = await settleProvince(database, size);
});
afterAll(() => database.close());

const ask = <Answer>(work: (tx: Tx) => Promise<Answer>) => withTransaction(database, work);

it('counts each unit with its sub-units, and the people directly in it apart', async () => {
  const [office, ...others] = await ask((tx) => countStepsBelow(tx, periodId, ''));
  expect(others).toEqual([]);
  expect(office).toMatchObject({
    path: 'Provinsi',
    people: 2_000,
    joined: 1_000,
    selfSubmitted: 2_000,
    peersHeard: 6_000,
    waitingForPeers: 0,
    confirmed: 2_000,
    released: 2_000,
    acknowledged: 666,
    objections: 0,
  });
  const agencies = await ask((tx) => countStepsBelow(tx, periodId, 'Provinsi'));
  expect(agencies).toHaveLength(40);
  expect(agencies.find(({ path }) => path === 'Provinsi / Dinas 2')?.people).toBe(80);
  expect(agencies.find(({ path }) => path === 'Provinsi / Dinas 20')?.people).toBe(40);
  const section = await ask((tx) => countStepsBelow(tx, periodId, 'Provinsi / Dinas 2 / Seksi 1'));
  expect(section.map(({ people }) => people)).toEqual([40]);
  const units = await ask((tx) => countStepsByUnit(tx, periodId, 1_000));
  expect(units).toHaveLength(50);
  expect(sumSteps(units).people).toBe(2_000);
});

it('leaves out whoever left the roster unfinished, and what is not released', async () => {
  const { prisma } = database;
  await prisma.appraisal.update({ where: { id: 60 }, data: { reviewedAt: null, releasedAt: null } });
  await prisma.employee.update({ where: { id: 60 }, data: { active: false } });
  const units = await ask((tx) => countStepsByUnit(tx, periodId, 1_000));
  const spread = await ask((tx) => countPredicatesByUnit(tx, periodId));
  await prisma.appraisal.update({ where: { id: 60 }, data: { reviewedAt: new Date(), releasedAt: new Date() } });
  expect(sumSteps(units)).toMatchObject({ people: 1_999, released: 1_999 });
  expect(spread.reduce((sum, { counts }) => sum + totalOf(counts), 0)).toBe(1_999);
});

it('says how predicates are spread on the way down to a unit', async () => {
  const [whole, office, agency, section] = await ask((tx) =>
    countPredicatesDownTo(tx, periodId, 'Provinsi / Dinas 2 / Seksi 1'),
  );
  // Of ten people in a row two have Sangat Baik, seven Baik, one Butuh Perbaikan.
  expect(whole?.below.map(({ counts }) => counts)).toEqual([
    { SANGAT_BAIK: 400, BAIK: 1_400, BUTUH_PERBAIKAN: 200, KURANG: 0, SANGAT_KURANG: 0 },
  ]);
  expect(office?.below).toHaveLength(40);
  expect(agency?.below.map(({ path }) => path)).toEqual([
    'Provinsi / Dinas 2 / Seksi 1',
    'Provinsi / Dinas 2 / Seksi 41',
  ]);
  // Everybody in it has a number that ends in 1.
  expect(section).toEqual({
    own: { SANGAT_BAIK: 40, BAIK: 0, BUTUH_PERBAIKAN: 0, KURANG: 0, SANGAT_KURANG: 0 },
    below: [],
  });
});

it('names supervisors by unit and name a page at a time, and peers only together', async () => {
  const asked = { levels: [1, 2, 3, 4, 5], fewest: 5, fewestPeers: 3, size: 6 };
  const first = await ask((tx) => findRaterStatistics(tx, periodId, { ...asked, page: 0 }));
  const last = await ask((tx) => findRaterStatistics(tx, periodId, { ...asked, page: 8 }));
  expect(first.total).toBe(50);
  expect(first.supervisors).toHaveLength(6);
  expect(last.supervisors).toHaveLength(2);
  const named = await ask((tx) => listRatersOnPage(tx, periodId, { ...asked, page: 8 }));
  expect(named).toEqual(last.supervisors.map(({ raterId }) => raterId));
  const paths = [...first.supervisors, ...last.supervisors].map(({ unitPath }) => unitPath);
  expect(new Set(paths).size).toBe(8);
  // Four answers on three levels in a row: one level twice, so half of the answers are on it.
  expect(first.supervisors[0]).toMatchObject({ assessments: 40, alike: '50.00', whollyAlike: 0 });
  expect(first.peers).toMatchObject({ assessments: 6_000, alike: '50.00' });
  expect(last.peers).toEqual(first.peers);
  const none = await ask((tx) => findRaterStatistics(tx, periodId, { ...asked, fewest: 41, fewestPeers: 4, page: 0 }));
  expect(none).toEqual({ supervisors: [], total: 0, peers: null });
});
