import pg from 'pg';
import { importRoster } from '../../src/app/people/import-roster.ts';
import { whoIsDue } from '../../src/app/reminder/send-reminders.ts';
import { findWorkingPlaces } from '../../src/app/reminder/working-places.ts';
import { addDays, type CalendarDate, calendarDate, instantOf } from '../../src/domain/calendar.ts';
import { rosterColumns } from '../../src/domain/roster-problem.ts';
import { countReach, createBroadcast, fillBroadcast } from '../../src/storage/broadcast.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { applyMigrations } from '../../src/storage/migrations.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { writeCsv } from '../../src/table/write-csv.ts';
import type { BenchServer } from '../load/bench-server.ts';
import { root } from '../load/contestants.ts';
import { settleEmployees } from '../load/district.ts';
import type { BenchResult } from '../load/result.ts';

const million = 1_000_000;
const rosterRows = 50_000;

/** What has to be quick for a province and bearable for the nation, by the product's own functions on a database of a million employees. */
export async function benchMillion(
  server: BenchServer,
  print: (line: string) => void,
): Promise<readonly BenchResult[]> {
  const url = await server.database('bench_million');
  const filling = performance.now();
  await settleEmployees(url, million);
  print(`  ${million} employees in ${since(filling)} s`);
  const day = await openOnWorkday(url);
  const database = await openDatabase({ url });
  const results: BenchResult[] = [];
  const note = (result: BenchResult) => {
    results.push(result);
    print(`  ${result.what}: ${result.measured}`);
  };
  try {
    for (const result of await reminders(database, day)) note(result);
    note(await broadcast(database));
  } finally {
    await database.close();
  }
  for (const result of await roster(await server.database('bench_roster'))) note(result);
  return results;
}

/** Self-assessment opens today, or on Monday where today is a weekend: everybody is due at once. */
async function openOnWorkday(url: string): Promise<CalendarDate> {
  let day = calendarDate(new Date().toISOString().slice(0, 10));
  while ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) day = addDays(day, 1);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('update period set self_opens_on = $1, self_closes_on = $2, review_closes_on = $3, ends_on = $3', [
    day,
    addDays(day, 14),
    addDays(day, 28),
  ]);
  await client.end();
  return day;
}

async function reminders(database: Database, day: CalendarDate): Promise<readonly BenchResult[]> {
  const now = instantOf(day, 10, 'Asia/Jakarta');
  const find = async (sendRate: number) => {
    const app = { database, settings: { sendRate, timeZone: 'Asia/Jakarta' } } as const;
    const began = performance.now();
    const places = await findWorkingPlaces(app, now);
    if (places === null) throw new Error('Nobody works at the time of the bench.');
    const due = await whoIsDue(app, places);
    return { due: due.length, seconds: secondsSince(began) };
  };
  const slow = await find(25);
  const fast = await find(1000);
  const client = database.client;
  // Everybody was reminded of this step: the look that finds nobody, every quarter of an hour.
  await client.$executeRaw`
    insert into reminder (appraisal_id, kind, employee_id, deadline, step_on, at)
    select a.id, 'self', a.employee_id, p.self_closes_on, p.self_opens_on, ${now} from appraisal a join period p on p.id = a.period_id`;
  await client.$executeRaw`analyze reminder`;
  const nobody = await find(1000);
  const slowest = Math.max(slow.seconds, fast.seconds, nobody.seconds);
  return [
    {
      what: `find due reminders among ${million}`,
      toReach: '≤ 5 s',
      measured: `${slowest.toFixed(1)} s`,
      reached: slowest <= 5,
      note:
        `all due, ${slow.due} taken (what 25 a second can send in a quarter of an hour): ${slow.seconds.toFixed(1)} s; ` +
        `all due, ${fast.due} taken (at 1,000 a second): ${fast.seconds.toFixed(1)} s; all reminded before, ${nobody.due} due: ${nobody.seconds.toFixed(1)} s.`,
    },
  ];
}

async function broadcast(database: Database): Promise<BenchResult> {
  const began = performance.now();
  await withTransaction(database, async (tx) => {
    const audience = { kind: 'all' } as const;
    const reach = await countReach(tx, audience);
    await createBroadcast(tx, { content: { html: 'Uji' }, audience, reach, createdBy: 1, now: new Date() });
  });
  const confirmed = secondsSince(began);
  await withTransaction(database, (tx) => fillBroadcast(tx, new Date()), { timeoutMs: 60_000 });
  const seconds = secondsSince(began);
  const copies = await database.client.outboxMessage.count({ where: { kind: 'broadcast' } });
  return {
    what: `enqueue a broadcast for ${million}`,
    toReach: '≤ 30 s',
    measured: `${seconds.toFixed(1)} s`,
    reached: seconds <= 30 && copies === million,
    note: `${copies} copies; HR's press itself took ${confirmed.toFixed(1)} s of it. One statement; what limits it are the indexes of the outbox and the disk.`,
  };
}

async function roster(url: string): Promise<readonly BenchResult[]> {
  await applyMigrations(url, `${root}/prisma/migrations`);
  const database = await openDatabase({ url });
  try {
    const seconds: number[] = [];
    // The first file creates everybody, the second changes every row.
    for (const position of ['Analis', 'Analis Madya']) {
      const file = rosterFile(position);
      const began = performance.now();
      const done = await withTransaction(database, (tx) => importRoster(tx, file, { now: new Date(), importer: null }));
      if (done.kind !== 'imported') throw new Error('The roster of the bench was refused.');
      seconds.push(secondsSince(began));
    }
    const [created, updated] = seconds.map((each) => each.toFixed(1));
    return [
      {
        what: `import ${rosterRows} roster rows`,
        toReach: '≤ 30 s',
        measured: `${Math.max(...seconds).toFixed(1)} s`,
        reached: Math.max(...seconds) <= 30,
        note: `all new: ${created} s; every row changed: ${updated} s.`,
      },
    ];
  } finally {
    await database.close();
  }
}

function rosterFile(position: string): Uint8Array {
  const nipOf = (index: number) => `19850101${2_010_010_001 + index * 2}`;
  const rows = Array.from({ length: rosterRows }, (_, index) => {
    const unit = index % 500;
    const above = index < 500 ? (index === 0 ? '' : nipOf(0)) : nipOf(unit);
    const path = `Provinsi / Dinas ${unit % 40} / Seksi ${unit}`;
    return [nipOf(index), `Pegawai ${index}`, path, position, 'Ahli Muda', above, 'pegawai', 'WIB'];
  });
  return writeCsv(rosterColumns, rows);
}

const secondsSince = (began: number): number => (performance.now() - began) / 1000;
const since = (began: number): string => secondsSince(began).toFixed(1);
