import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadFrameworks, loadRules } from '../../src/app/framework/load-frameworks.ts';
import { closePeriod } from '../../src/app/period/close-period.ts';
import { createPeriod } from '../../src/app/period/create-period.ts';
import { openPeriod } from '../../src/app/period/open-period.ts';
import { releasePeriod } from '../../src/app/period/release-period.ts';
import { calendarDate } from '../../src/domain/calendar.ts';
import { windowsOf } from '../../src/domain/windows.ts';
import type { Tx } from '../../src/storage/database.ts';
import { previewOpening } from '../../src/storage/open-appraisals.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const people = 5000;
const now = new Date('2026-12-10T02:00:00Z');
const frameworks = loadFrameworks();
const settings = {
  frameworks,
  lessons: new Map(),
  rules: loadRules(),
  abusiveWords: new Set<string>(),
  locale: 'id',
  timeZone: 'Asia/Jakarta',
  hrTelegramIds: new Set<number>(),
  sendRate: 25,
} as const;
const dates = { startsOn: calendarDate('2026-07-01'), endsOn: calendarDate('2026-12-31') };

let database: TestDatabase;
let periodId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const { prisma } = database;
  const unit = await prisma.unit.create({ data: { name: 'Dinas', path: 'Dinas' } });
  const retired = await prisma.employee.create({
    data: { nip: '000000000000000001', name: 'Atasan Pensiun', unitId: unit.id, active: false },
  });
  const head = await prisma.employee.create({ data: { nip: '000000000000000002', name: 'Kepala', unitId: unit.id } });
  await prisma.employee.createMany({
    data: Array.from({ length: people }, (_, index) => ({
      nip: String(100000000000000000n + BigInt(index)),
      name: `Pegawai ${String(index).padStart(4, '0')}`,
      unitId: unit.id,
      supervisorId: index < 30 ? retired.id : head.id,
    })),
  });
  await prisma.$executeRaw`
    insert into account (telegram_id, employee_id, locale, blocked_at)
    select 900000 + id, id, case when id % 2 = 0 then 'en' end, case when id % 100 = 0 then now() end
    from employee where supervisor_id is not null`;
});

afterAll(() => database.close());

it('an inactive superior is no rater: HR is shown the names, twenty at most, and the count', async () => {
  const { employees, withoutSupervisor, notJoined } = await previewOpening(database.client, 20);
  expect(employees).toBe(people + 1);
  expect(withoutSupervisor.count).toBe(31);
  expect(withoutSupervisor.names).toHaveLength(20);
  expect(withoutSupervisor.names[0]).toBe('Kepala');
  expect(notJoined).toEqual({ count: 1, names: ['Kepala'] });
});

it('a period opens for thousands at once, and of two who open it at the same moment one is told that it is open', async () => {
  const framework = frameworks.get('pauh');
  if (!framework) throw new Error('The framework pauh is missing.');
  const created = await work((tx) =>
    createPeriod(desk(tx), {
      ...dates,
      frameworkKey: 'pauh',
      windows: windowsOf(dates.endsOn, framework.windows),
    }),
  );
  if (!created.ok) throw new Error('The period was refused.');
  periodId = created.periodId;
  expect(created.name).toBe('Semester II 2026');
  const both = await Promise.all([1, 2].map(() => work((tx) => openPeriod(desk(tx), periodId))));
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const { prisma } = database;
  expect(await prisma.appraisal.count({ where: { periodId } })).toBe(people + 1);
  expect(await prisma.appraisal.count({ where: { periodId, supervisorId: null } })).toBe(31);
});

it('a framework whose file changes after opening changes nothing in the period', async () => {
  const { framework } = await database.prisma.period.findUniqueOrThrow({ where: { id: periodId } });
  expect(framework).toEqual(JSON.parse(JSON.stringify(frameworks.get('pauh'))));
  const pauh = frameworks.get('pauh');
  if (!pauh) throw new Error('The framework pauh is missing.');
  const edited = new Map([['pauh', { ...pauh, version: 2, indicators: pauh.indicators.slice(1) }]]);
  const again = await work((tx) => openPeriod({ tx, now, settings: { frameworks: edited, locale: 'id' } }, periodId));
  expect(again.ok).toBe(false);
  expect((await database.prisma.period.findUniqueOrThrow({ where: { id: periodId } })).framework).toEqual(framework);
});

it('a release tells everyone who can be reached once, with a button of their own, in their own language', async () => {
  const { prisma } = database;
  await prisma.appraisal.updateMany({
    where: { periodId, supervisorId: { not: null } },
    data: { reviewedAt: now, predicate: 'BAIK' },
  });
  expect((await work((tx) => releasePeriod(desk(tx), periodId))).ok).toBe(false);
  expect((await work((tx) => closePeriod(desk(tx), periodId))).ok).toBe(true);
  const both = await Promise.all([1, 2].map(() => work((tx) => releasePeriod(desk(tx), periodId))));
  const [released, ...more] = both.filter((each) => each.ok);
  expect(more).toEqual([]);
  const blocked = await prisma.account.count({
    where: { blockedAt: { not: null }, employee: { supervisor: { name: 'Kepala' } } },
  });
  expect(released).toEqual({ ok: true, released: people - 30, told: people - 30 - blocked });
  const queued = await prisma.outboxMessage.findMany({ where: { kind: 'result' }, orderBy: { id: 'asc' } });
  expect(queued).toHaveLength(people - 30 - blocked);
  for (const { dedupeKey, content, chatId } of queued) {
    const appraisalId = dedupeKey?.slice('result:'.length);
    const english = (chatId - 900000n) % 2n === 0n;
    expect(content).toMatchObject({
      html: expect.stringContaining(english ? 'Your appraisal result' : 'Hasil penilaian kinerja Anda'),
      keyboard: [[{ data: `result.open:${appraisalId}` }]],
    });
  }
});

function desk(tx: Tx) {
  return { tx, now, settings } as const;
}

function work<Result>(run: (tx: Tx) => Promise<Result>): Promise<Result> {
  return withTransaction(database, run);
}
