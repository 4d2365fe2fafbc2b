import { afterAll, beforeAll, expect, it } from 'vitest';
import { importRoster } from '../../src/app/people/import-roster.ts';
import { issueInvitations } from '../../src/app/people/issue-invitations.ts';
import { rosterColumns } from '../../src/domain/roster-problem.ts';
import { listUnjoined } from '../../src/storage/invitation.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { writeCsv } from '../../src/table/write-csv.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const people = 50_000;
const now = new Date('2026-12-01T02:00:00Z');
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const nipOf = (index: number) => `19850101${2_010_010_001 + index * 2}`;

function province(title: string): Uint8Array {
  const rows = Array.from({ length: people }, (_, index) => {
    const unit = index % 500;
    const above = index < 500 ? (index === 0 ? '' : nipOf(0)) : nipOf(unit);
    return [
      nipOf(index),
      `Pegawai ${index}`,
      `Provinsi / Dinas ${unit % 40} / Seksi ${unit}`,
      title,
      'Ahli Muda',
      above,
      'pegawai',
      'WIB',
    ];
  });
  return writeCsv(rosterColumns, rows);
}

it(`takes ${people} employees, and their next file with every row changed, in well under 30 seconds each`, async () => {
  for (const [title, counts] of [
    ['Analis', { created: people, updated: 0 }],
    ['Analis Madya', { created: 0, updated: people }],
  ] as const) {
    const started = performance.now();
    const done = await withTransaction(database, (tx) => importRoster(tx, province(title), { now, importer: null }));
    expect(done).toMatchObject({ kind: 'imported', counts });
    expect(performance.now() - started).toBeLessThan(30_000);
  }
}, 90_000);

it(`makes a link for each of ${people} in one go`, async () => {
  const started = performance.now();
  const issued = await withTransaction(database, async (tx) => {
    const unjoined = await listUnjoined(tx, null, now);
    return issueInvitations(
      tx,
      unjoined.map(({ id }) => id),
      now,
    );
  });
  expect(issued).toHaveLength(people);
  expect(new Set(issued.map(({ code }) => code)).size).toBe(people);
  expect(performance.now() - started).toBeLessThan(30_000);
});
