import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../src/domain/calendar.ts';
import { countRatings, insertRating, listShownComments, sumRatings } from '../../src/storage/citizen-rating.ts';
import { daySalt } from '../../src/storage/citizen-salt.ts';
import { findRatedUnits, isUnitWithin } from '../../src/storage/citizen-unit.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const semester = { from: calendarDate('2026-07-01'), to: calendarDate('2026-12-31') };
let visitors = 0;

async function unit(path: string, parentId: number | null = null, publicCode: string | null = null): Promise<number> {
  const name = path.split(' / ').at(-1) ?? path;
  const { id } = await database.prisma.unit.create({ data: { name, path, parentId, publicCode } });
  return id;
}

/** Ratings of a unit in the order given, each `[day, level]`. */
async function rate(unitId: number, given: readonly (readonly [string, number])[]): Promise<void> {
  for (const [day, level] of given) {
    visitors += 1;
    const visitor = String(visitors).padStart(64, '0');
    await insertRating(database.prisma, {
      unitId,
      level,
      day: calendarDate(day),
      visitor,
      at: new Date('2026-12-17T12:34:56Z'),
    });
  }
}

const sums = async (unitId: number, days = semester) => (await sumRatings(database.prisma, [unitId], days)).get(unitId);
const of = (day: string, levels: readonly number[]) => levels.map((level) => [day, level] as const);

describe('a figure of citizens', () => {
  it('is made of whole groups: four, then three by three', async () => {
    const id = await unit('Bertahap');
    const counted: (number | undefined)[] = [];
    for (const level of [1, 2, 3, 4, 5, 5, 5, 1, 1, 1, 2]) {
      await rate(id, [['2026-08-01', level]]);
      counted.push((await sums(id))?.answers);
    }
    expect(counted).toEqual([undefined, undefined, undefined, 4, 4, 4, 7, 7, 7, 10, 10]);
    expect(await sums(id)).toEqual({ answers: 10, sum: 28, lowest: 1, highest: 5 });
  });

  it('never differs from another figure by fewer than three answers, whatever days it looks at', async () => {
    const id = await unit('Selisih');
    await rate(id, of('2026-07-05', [5, 5, 5, 5, 1]));
    await rate(id, of('2026-09-05', [2, 2, 2, 2, 2, 2, 2, 2]));
    // Of the second group one rating is older than August: neither is counted in a figure that begins there.
    expect((await sums(id, { from: calendarDate('2026-08-01'), to: semester.to }))?.answers).toBe(6);
    expect((await sums(id))?.answers).toBe(13);
    expect((await sums(id, { from: semester.from, to: calendarDate('2026-08-31') }))?.answers).toBe(4);
  });

  it('begins anew each half-year, so that what is over does not change any more', async () => {
    const id = await unit('Paruh tahun');
    await rate(id, of('2026-06-30', [1, 1, 1, 1, 1]));
    await rate(id, of('2026-07-01', [5, 5, 5, 5]));
    expect(await sums(id)).toMatchObject({ answers: 4, sum: 20 });
    expect(await sums(id, { from: calendarDate('2026-01-01'), to: semester.to })).toMatchObject({
      answers: 8,
      sum: 24,
    });
    expect(await countRatings(database.prisma, id, { from: calendarDate('2026-01-01'), turn: semester.from })).toEqual({
      before: 5,
      now: 4,
      ever: 9,
    });
  });

  it('shows comments only of ratings that are counted', async () => {
    const id = await unit('Komentar');
    await rate(id, of('2026-08-01', [3, 3, 3, 3, 3]));
    await database.prisma.citizenRating.updateMany({
      where: { unitId: id },
      data: { comment: 'Baik', commentState: 'shown' },
    });
    const page = { page: 0, size: 3 };
    expect(await listShownComments(database.prisma, id, semester, page)).toEqual({
      total: 4,
      comments: ['Baik', 'Baik', 'Baik'],
    });
  });
});

describe('a rating', () => {
  it('counts once a day for a visitor, also when two arrive at once', async () => {
    const id = await unit('Sekali');
    const rating = {
      unitId: id,
      level: 4,
      day: calendarDate('2026-08-01'),
      visitor: 'v'.repeat(64),
      at: new Date('2026-08-01T03:59:59Z'),
    };
    const kept = await Promise.all([1, 2, 3].map(() => insertRating(database.prisma, rating)));
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect(await insertRating(database.prisma, { ...rating, day: calendarDate('2026-08-02') })).toBe(true);
  });
});

describe('the secret of a day', () => {
  it('stays the same that day, differs the next, and is forgotten', async () => {
    const tx = database.prisma;
    const first = await daySalt(tx, calendarDate('2026-08-01'));
    expect(await daySalt(tx, calendarDate('2026-08-01'))).toBe(first);
    const second = await daySalt(tx, calendarDate('2026-08-02'));
    expect(second).not.toBe(first);
    for (const day of ['2026-08-03', '2026-08-04']) await daySalt(tx, calendarDate(day));
    const row = await tx.preference.findUniqueOrThrow({ where: { key: 'citizen-salts' } });
    expect(row.value).not.toContain(first);
  });
});

describe('the unit that speaks for another', () => {
  it('is itself with a code, else the nearest above that has one', async () => {
    const top = await unit('Dinas', null, 'dinas23456');
    const middle = await unit('Dinas / Bidang', top);
    const desk = await unit('Dinas / Bidang / Loket', middle, 'loket23456');
    const cellar = await unit('Dinas / Bidang / Arsip', middle);
    const alone = await unit('Sendiri');
    const found = await findRatedUnits(database.prisma, [top, middle, desk, cellar, alone]);
    expect([top, middle, desk, cellar, alone].map((id) => found.get(id)?.code)).toEqual([
      'dinas23456',
      'dinas23456',
      'loket23456',
      'dinas23456',
      undefined,
    ]);
    expect(await isUnitWithin(database.prisma, desk, top)).toBe(true);
    expect(await isUnitWithin(database.prisma, top, desk)).toBe(false);
  });
});
