import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../src/app/core/app.ts';
import { closePeriod } from '../../src/app/period/close-period.ts';
import { releasePeriod } from '../../src/app/period/release-period.ts';
import { reopenPeriod } from '../../src/app/period/reopen-period.ts';
import { settlePeriods } from '../../src/app/period/settle-periods.ts';
import { countUnsettled, findPeriod } from '../../src/storage/period.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { type District, loadFramework, settleDistrict } from '../support/district.ts';

/** More than two parts of the settling. */
const people = 450;

let stage: Stage;
let district: District;
let app: App;

beforeAll(async () => {
  stage = await openStage({ hrTelegramIds: [1] });
  ({ app } = stage.bot());
  district = await settleDistrict(app.database, { framework: 'gerunggang' });
  await fill(people);
  // From here on the test itself does what the bot would do in the background.
  await stage.bot().stop();
  app = { ...app, stopping: new AbortController().signal };
});
afterAll(() => stage.close());

/** So many reviewed appraisals, each with a supervisor's and three peers' answers, and two peers more who are still asked. */
async function fill(count: number): Promise<void> {
  const { prisma } = app.database;
  const indicators = loadFramework('gerunggang').indicators;
  const { unitId, supervisorId } = await prisma.employee.findUniqueOrThrow({ where: { id: district.people.ani.id } });
  await prisma.$executeRaw`
    insert into employee (nip, name, unit_id, supervisor_id)
    select (200000000000000000 + n)::text, 'Pegawai ' || n, ${unitId}, ${supervisorId} from generate_series(1, ${count}::int) n`;
  await prisma.$executeRaw`
    insert into appraisal (period_id, employee_id, supervisor_id, unit_id, self_submitted_at, reviewed_at, proposed_predicate, predicate)
    select ${district.periodId}, id, supervisor_id, unit_id, now(), now(), 'BAIK', 'BAIK' from employee where nip like '2%'`;
  await prisma.$executeRaw`
    insert into assessment (appraisal_id, kind, rater_id, submitted_at)
    select a.id, case n when 0 then 'supervisor' else 'peer' end,
      case n when 0 then a.supervisor_id else (select min(id) from employee where nip like '2%') + (a.employee_id + n) % ${count}::int end, now()
    from appraisal a join employee e on e.id = a.employee_id and e.nip like '2%' cross join generate_series(0, 3) n`;
  for (const { id, raters } of indicators)
    await prisma.$executeRaw`
      insert into answer (assessment_id, indicator_id, level)
      select id, ${id}, case kind when 'peer' then 5 else 3 end from assessment where kind = any(${[...raters]}::text[])`;
  await prisma.$executeRaw`
    insert into peer_request (appraisal_id, peer_id, state, asked_at)
    select a.id, e.id, 'asked', now() from appraisal a join employee e on e.id in (${district.people.budi.id}, ${district.people.citra.id})
    where a.reviewed_at is not null`;
}

const desk = { now: new Date('2027-02-01T03:00:00Z') };
const work = <Result>(step: (periodId: number, own: Parameters<typeof closePeriod>[0]) => Promise<Result>) =>
  withTransaction(app.database, (tx) => step(district.periodId, { tx, now: desk.now, settings: app.settings }));
const period = async () => {
  const found = await findPeriod(app.database.client, district.periodId);
  if (!found) throw new Error('The period is gone.');
  return found;
};

it('closing a large period settles the first part at once and takes no more answers; nothing is released or reopened before the rest is settled', async () => {
  expect(await work((id, own) => closePeriod(own, id))).toEqual({ ok: true });
  expect((await period()).state).toBe('closed');
  expect(await countUnsettled(app.database.client, await period())).toBe(people - 200);
  for (const step of [releasePeriod, reopenPeriod] as const)
    expect(await work((id, own) => step(own, id))).toMatchObject({
      ok: false,
      why: { key: 'refusal.period-settling' },
    });
});

it('what was settled before a crash stays, and the rest follows by several processes without one appraisal being missed', async () => {
  const { prisma } = app.database;
  expect(await prisma.appraisal.count({ where: { reviewedAt: { not: null }, score: { not: {} } } })).toBe(200);
  await Promise.all([settlePeriods(app), settlePeriods(app)]);
  await settlePeriods(app);
  expect((await period()).settleAfter).toBeNull();
  const scores: unknown[] = await prisma.$queryRaw`
    select distinct score ->> 'proposed' as proposed, count(*)::int as count from appraisal where reviewed_at is not null group by 1`;
  expect(scores).toEqual([{ proposed: expect.any(String), count: people }]);
  expect(await prisma.peerRequest.groupBy({ by: ['state'], _count: true })).toEqual([
    { state: 'withdrawn', _count: 2 * people },
  ]);
});

it('HR is told once when it is done', async () => {
  const told = await app.database.prisma.outboxMessage.findMany({
    where: { chatId: { in: [1n, BigInt(district.people.hr.telegramId)] } },
  });
  expect(
    told.map(({ content }) => JSON.stringify(content)).filter((text) => text.includes('selesai dihitung')),
  ).toHaveLength(1);
});
