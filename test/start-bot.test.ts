import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClock } from '../src/simulator/clock.ts';
import { type Simulator, startSimulator } from '../src/simulator/start-simulator.ts';
import { startBot } from '../src/start-bot.ts';
import { botToken, stageConfig } from './support/bot.ts';
import { createTestDatabaseUrl, dropTestDatabase } from './support/database.ts';
import { startTcpProxy, type TcpProxy } from './support/tcp-proxy.ts';

let simulator: Simulator;
let databaseUrl: string;
let door: TcpProxy;

beforeEach(async () => {
  simulator = await startSimulator({ token: botToken, username: 'dialog_kinerja_bot', clock: createClock() });
  databaseUrl = await createTestDatabaseUrl();
  const { hostname, port } = new URL(databaseUrl);
  door = await startTcpProxy({ host: hostname, port: Number(port) });
});
afterEach(async () => {
  await simulator.stop();
  await dropTestDatabase(databaseUrl);
});

it('says what to do when the database goes away in the middle of the start', async () => {
  const through = new URL(databaseUrl);
  through.port = String(door.port);
  const waits = simulator.faults.add({ method: 'getMe', kind: { type: '5xx', status: 502 } });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const started = startBot(await stageConfig(simulator, through.toString()), { now: () => new Date(), log });
  const outcome = started.then(
    () => 'started',
    (error: unknown) => (error instanceof Error ? error.message : error),
  );
  // The database was opened, and Telegram is waited for.
  await expect.poll(() => simulator.calls('getMe').length).toBeGreaterThan(0);
  await door.shut();
  waits();
  expect(await outcome).toMatch(/cannot be reached [\s\S]*Check that PostgreSQL runs and that DATABASE_URL is right/);
});
