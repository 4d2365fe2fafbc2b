import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../../src/simulator/person.ts';
import { answerAll, pauhAnswers } from '../../support/appraisals.ts';
import { openStage, type Stage } from '../../support/bot.ts';
import { createTestDatabase, cutConnections } from '../../support/database.ts';
import { type District, settleDistrict } from '../../support/district.ts';
import { pressFor, screen, sendFor } from '../../support/talk.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

let stage: Stage;
let district: District;
let door: TcpProxy;
let ani: Person;
const unhandled = vi.fn();

beforeEach(() => {
  process.on('unhandledRejection', unhandled);
  process.on('uncaughtException', unhandled);
});
afterEach(async () => {
  await door.open().catch(() => undefined);
  await stage.close();
  await door.shut();
  process.off('unhandledRejection', unhandled);
  process.off('uncaughtException', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

async function open(transport: 'polling' | 'webhook'): Promise<void> {
  stage = await openStage({
    transport,
    databaseVia: async (direct) => {
      const url = new URL(direct);
      door = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
      url.port = String(door.port);
      return url.toString();
    },
  });
  district = await settleDistrict(stage.bot().app.database);
  ani = stage.simulator.person({ id: district.people.ani.telegramId, firstName: 'Ani' });
  ani.send('/nilai');
  await screen(ani, /Kualitas layanan/);
  await stage.simulator.allConfirmed();
}

const get = (path: string) => fetch(`http://127.0.0.1:${stage.bot().httpPort}${path}`);

describe.each(['polling', 'webhook'] as const)('a database that is down for a while (%s)', (transport) => {
  it('loses nothing: updates stay with Telegram, health says so, and everything goes on by itself', async () => {
    await open(transport);
    expect((await get('/healthz')).status).toBe(200);
    await door.shut();
    const press = await ani.press(/^4/);
    // The button stops spinning at once, whatever the database does.
    await press.answered();
    await expect.poll(async () => (await get('/healthz')).status).toBe(503);
    expect(await (await get('/healthz')).json()).toEqual({ database: false, telegram: true });
    const metrics = await get('/metrics');
    expect(metrics.status).toBe(200);
    expect(await metrics.text()).toContain('dialog_database_up 0');
    expect(stage.simulator.pendingUpdates()).toHaveLength(1);
    await expect
      .poll(() => stage.log.lines.filter((line) => line.includes('DatabaseUnavailable')).length)
      .toBeGreaterThan(0);
    expect(ani.last().text).toContain('Kualitas layanan');

    await door.open();
    await ani.waitFor(/Ketepatan waktu/, 30_000);
    await stage.simulator.allConfirmed(30_000);
    expect((await get('/healthz')).status).toBe(200);
    expect(await (await get('/metrics')).text()).toContain('dialog_database_up 1');
    const row = await stage.bot().app.database.prisma.conversation.findFirst();
    expect(row).toMatchObject({ progress: { revision: 2, answers: { 'r.kualitas-layanan': { level: 4 } } } });
    expect(
      ani
        .messages()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('gangguan');
    await answerAll(ani, pauhAnswers([4, 3, 4, 2]).slice(1));
    await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
  });
});

describe('connections that are cut', () => {
  it('between two updates are not noticed by anybody', async () => {
    await open('polling');
    for (let round = 0; round < 5; round += 1) {
      await cutConnections(stage.databaseUrl);
      ani.send(`Contoh ke-${round}`);
      await ani.waitFor(new RegExp(`Contoh ke-${round}`), 20_000);
    }
    await stage.simulator.allConfirmed();
    expect(
      ani
        .messages()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('gangguan');
  });

  it('in the middle of an update leave nothing of it, and it is done when it comes again', async () => {
    await open('polling');
    const holder = await lockAccountElsewhere(stage.databaseUrl, ani.id);
    ani.send('Contoh saya');
    await holder.waitedFor();
    await cutConnections(stage.databaseUrl);
    await ani.waitFor(/Contoh saya/, 20_000);
    await stage.simulator.allConfirmed();
    const row = await stage.bot().app.database.prisma.conversation.findFirst();
    expect(row).toMatchObject({ progress: { revision: 2 } });
    expect(await stage.bot().app.database.prisma.conversation.count()).toBe(1);
    await sendFor(ani, '/menu', /Silakan pilih/);
  });
});

/** Holds a person's row locked from another connection, until the connections to that database are cut. */
async function lockAccountElsewhere(url: string, telegramId: number) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await client.query('select 1 from account where telegram_id = $1 for update', [telegramId]);
  const watcher = await createTestDatabase();
  return {
    /** Resolves when somebody waits for the row. */
    async waitedFor() {
      await expect
        .poll(async () => {
          const rows = await watcher.prisma.$queryRaw`
            select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = ${new URL(url).pathname.slice(1)}`;
          return Array.isArray(rows) ? rows.length : 0;
        })
        .toBeGreaterThan(0);
      await watcher.close();
    },
  };
}
