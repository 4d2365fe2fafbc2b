import { createTask } from 'node-cron';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/core/app.ts';
import { readConfig } from '../../src/config.ts';
import { calendarDate, instantOf } from '../../src/domain/calendar.ts';
import { zones } from '../../src/domain/zone.ts';
import { createSlotCoordinator } from '../../src/schedule/slot-coordinator.ts';
import { type Schedule, startSchedule } from '../../src/schedule/start-schedule.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { openReminderStage, type ReminderStage, wib } from '../app/reminder-stage.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

let stage: ReminderStage;
let door: TcpProxy;
let databases: Database[] = [];
let schedules: Schedule[] = [];

beforeEach(async () => {
  stage = await openReminderStage();
  await stage.leaveOnly('ani');
  const { hostname, port } = new URL(stage.databaseUrl);
  door = await startTcpProxy({ host: hostname, port: Number(port) });
});
afterEach(async () => {
  await Promise.all(schedules.map((schedule) => schedule.stop()));
  await Promise.all(databases.map((database) => database.close()));
  schedules = [];
  databases = [];
  await door.shut();
  await stage.close();
});

/** Another process of the fleet, which reaches the database through the door. */
async function anotherApp(): Promise<App> {
  const url = new URL(stage.databaseUrl);
  url.port = String(door.port);
  const database = await openDatabase({ url: url.toString() });
  databases.push(database);
  return { ...stage.bot().app, database };
}

function start(app: App, reminderCron: string): Schedule {
  const schedule = startSchedule(app, { reminderCron, timeZone: 'Asia/Jakarta' });
  schedules.push(schedule);
  return schedule;
}

/** Once a year: only what the test asks for happens. */
const hardlyEver = '0 0 1 1 *';

const heard = (words: string) => stage.log.lines.filter((line) => line.includes(words)).length;

describe('the schedule', () => {
  it('runs each slot in one process of the fleet', async () => {
    const counts = { run: 0, skipped: 0, failed: 0 };
    const fleet = (await Promise.all([anotherApp(), anotherApp(), anotherApp()])).map((app) =>
      createSlotCoordinator({
        ...app,
        onSlot: (_job, outcome) => {
          counts[outcome] += 1;
        },
      }),
    );
    for (const key of [
      'reminders:2026-12-17T02:00:00.000Z',
      'reminders:2026-12-17T02:15:00.000Z',
      'tidy:2026-12-17T02:15:00.000Z',
    ]) {
      const elected = await Promise.all(fleet.map(({ shouldRun }) => shouldRun(key, 60_000)));
      expect(elected.filter(Boolean)).toHaveLength(1);
      // Also late: a process that was busy does not run it again.
      expect(await fleet[0]?.shouldRun(key, 60_000)).toBe(false);
    }
    expect(counts).toEqual({ run: 3, skipped: 9, failed: 0 });
  });

  it('reminds by the clock alone, once, with two processes on one database', async () => {
    const [one, two] = await Promise.all([anotherApp(), anotherApp()]);
    start(one, '* * * * * *');
    start(two, '* * * * * *');
    stage.clock.set(wib('2026-12-17', 9));
    await stage.person('ani').waitFor(/Pengingat/);
    const slots = await stage.bot().app.database.prisma.cronRun.count();
    // Two more slots pass without another word.
    await expect
      .poll(() => stage.bot().app.database.prisma.cronRun.count(), { timeout: 20_000 })
      .toBeGreaterThanOrEqual(slots + 2);
    await stage.bot().idle();
    expect(stage.news('ani')).toHaveLength(1);
  });

  it('misses a slot while the database is down, says so, and does the work with the next', async () => {
    const app = await anotherApp();
    const schedule = start(app, hardlyEver);
    await schedule.tick();
    stage.clock.set(wib('2026-12-17', 9));
    await door.shut();
    expect(await createSlotCoordinator(app).shouldRun('reminders:2026-12-17T02:00:00.000Z', 60_000)).toBe(false);
    expect(heard('A cron slot could not be claimed')).toBe(1);
    await schedule.tick();
    expect(heard('A scheduled job failed')).toBeGreaterThan(0);
    await door.open();
    expect(await createSlotCoordinator(app).shouldRun('reminders:2026-12-17T02:15:00.000Z', 60_000)).toBe(true);
    await schedule.tick();
    await stage.bot().idle();
    expect(stage.news('ani')).toHaveLength(1);
  });

  it('waits at its stop for the job in hand, and starts nothing after it', async () => {
    const app = await anotherApp();
    const schedule = start(app, hardlyEver);
    await schedule.tick();
    stage.clock.set(wib('2026-12-17', 9));
    const other = new pg.Client({ connectionString: stage.databaseUrl });
    await other.connect();
    await other.query('begin; lock table reminder in share mode');
    const ticking = schedule.tick();
    const waiting = () => other.query(`select from pg_locks where not granted and relation = 'reminder'::regclass`);
    await expect.poll(async () => (await waiting()).rowCount, { timeout: 20_000 }).toBe(1);
    let stopped = false;
    const stopping = schedule.stop().then(() => {
      stopped = true;
    });
    await schedule.tick();
    expect((await waiting()).rowCount).toBe(1);
    expect(stopped).toBe(false);
    await other.query('commit');
    await other.end();
    await Promise.all([stopping, ticking]);
    const { prisma } = stage.bot().app.database;
    expect(await prisma.outboxMessage.count({ where: { kind: 'reminder' } })).toBe(1);
  });

  it('forgets at night the updates of a week ago and the slots of a month ago', async () => {
    const { prisma } = stage.bot().app.database;
    const now = stage.clock.now().getTime();
    const daysAgo = (days: number) => new Date(now - days * 24 * 3600 * 1000);
    await prisma.processedUpdate.deleteMany();
    await prisma.processedUpdate.createMany({
      data: [1, 6, 8, 400].map((days) => ({ updateId: BigInt(9_000_000 + days), at: daysAgo(days) })),
    });
    await prisma.cronRun.createMany({
      data: [1, 30, 32, 400].map((days) => ({ name: 'reminders', slot: `${days}`, at: daysAgo(days) })),
    });
    await start(await anotherApp(), hardlyEver).tidy();
    const updates = await prisma.processedUpdate.findMany({ orderBy: { updateId: 'asc' } });
    expect(updates.map(({ updateId }) => Number(updateId) - 9_000_000)).toEqual([1, 6]);
    const slots = await prisma.cronRun.findMany({ where: { name: 'reminders' }, orderBy: { at: 'desc' } });
    expect(slots.map(({ slot }) => slot)).toEqual(expect.arrayContaining(['1', '30']));
    expect(slots.map(({ slot }) => slot)).not.toEqual(expect.arrayContaining(['32']));
    expect(slots.map(({ slot }) => slot)).not.toEqual(expect.arrayContaining(['400']));
  });

  it('forgets at night the secrets of days that are over everywhere, also where nobody rates any more', async () => {
    const { prisma } = stage.bot().app.database;
    // 17 December, 23.30 in Jakarta: in Jayapura it is the 18th already.
    stage.clock.set(new Date('2026-12-17T16:30:00Z'));
    const salts = { '2026-11-02': 'a', '2026-12-15': 'b', '2026-12-16': 'c', '2026-12-17': 'd', '2026-12-18': 'e' };
    await prisma.preference.create({ data: { key: 'citizen-salts', value: JSON.stringify(salts) } });
    const { tidy } = start(await anotherApp(), hardlyEver);
    await tidy();
    const kept = async () =>
      JSON.parse((await prisma.preference.findUniqueOrThrow({ where: { key: 'citizen-salts' } })).value);
    expect(await kept()).toEqual({ '2026-12-16': 'c', '2026-12-17': 'd', '2026-12-18': 'e' });
    stage.clock.set(new Date('2027-02-01T19:30:00Z'));
    await tidy();
    expect(await kept()).toEqual({});
  });

  it.each(zones)('looks by default at 08:00 sharp and up to a quarter before 16:00 in %s', (zone) => {
    const read = readConfig({ BOT_TOKEN: '424242:AAH-dialog-kinerja-test-token-000000' });
    if (!read.ok) throw new Error(read.problems.join('\n'));
    const task = createTask(read.config.REMINDER_CRON, () => undefined, { timezone: read.config.TIME_ZONE });
    for (const hour of [8, 8.25, 12, 15.75]) {
      expect(task.match(instantOf(calendarDate('2026-12-17'), hour, zone))).toBe(true);
    }
    void task.destroy();
  });
});
