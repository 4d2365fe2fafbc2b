import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../src/simulator/clock.ts';
import { type Simulator, startSimulator } from '../src/simulator/start-simulator.ts';
import { startEmbeddedPostgres } from '../src/storage/embedded-postgres.ts';
import { createTestDatabaseUrl, dropTestDatabase } from './support/database.ts';
import { freePort } from './support/free-port.ts';

const token = '555555:AAF-token-of-the-main-test-0001';

let simulator: Simulator;
let dataDir: string;
let port: number;
let started: Run[];
/** For tests that are not about the bot's own database server, which takes seconds to make. */
let databaseUrl: string;

beforeEach(async () => {
  simulator = await startSimulator({ token, username: 'dialog_kinerja_bot', clock: createClock() });
  dataDir = await mkdtemp(path.join(tmpdir(), 'main-'));
  await chmod(dataDir, 0o755);
  port = await freePort();
  started = [];
  databaseUrl = await createTestDatabaseUrl();
});
afterEach(async () => {
  for (const run of started) await run.kill();
  await simulator.stop();
  await dropTestDatabase(databaseUrl);
  if ((await readdir(dataDir)).length > 0) {
    // Whatever a test left running is joined and, as its last user, stopped.
    const quiet = { info: () => undefined, warn: () => undefined };
    await (await startEmbeddedPostgres({ dataDir, log: quiet })).stop();
    const elsewhere = await readFile(path.join(dataDir, 'postgres-location'), 'utf8').catch(() => null);
    if (elsewhere !== null) await rm(elsewhere.trim(), { recursive: true, force: true });
  }
  await rm(dataDir, { recursive: true, force: true });
});

/** The bot as a process of its own. */
interface Run {
  readonly child: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
  /** Resolves with the exit code, null when it was killed. */
  readonly ended: Promise<number | null>;
  kill(): Promise<void>;
}

function run(settings: Readonly<Record<string, string>> = {}, program = 'src/main.ts'): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: simulator.apiRoot,
      DATA_DIR: dataDir,
      PORT: String(port),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const one: Run = {
    child,
    output: () => output,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  started.push(one);
  return one;
}

async function ready(bot: Run): Promise<void> {
  const failed = bot.ended.then((code) => {
    throw new Error(`The bot ended with ${code}:\n${bot.output()}`);
  });
  await Promise.race([expect.poll(() => bot.output(), { timeout: 60_000 }).toContain('The bot is ready.'), failed]);
}

const get = (pathname: string) => fetch(`http://127.0.0.1:${port}${pathname}`);

async function stopped(bot: Run, signal: NodeJS.Signals): Promise<number | null> {
  const began = performance.now();
  bot.child.kill(signal);
  const code = await bot.ended;
  expect(performance.now() - began).toBeLessThan(10_000);
  return code;
}

/** Whether a PostgreSQL server runs on the data directory. */
async function serverRuns(): Promise<boolean> {
  const elsewhere = await readFile(path.join(dataDir, 'postgres-location'), 'utf8').catch(() => null);
  const dir = elsewhere?.trim() ?? path.join(dataDir, 'postgres');
  return (await readdir(path.join(dir, 'data'))).includes('postmaster.pid');
}

describe('the bot as a process', () => {
  it('starts on nothing but a token, answers, and ends cleanly on SIGTERM with its database', async () => {
    const bot = run();
    await ready(bot);
    expect((await get('/healthz')).status).toBe(200);
    const person = simulator.person({ id: 700, firstName: 'Tamu' });
    person.send('/bantuan');
    await person.waitFor(/Dialog Kinerja/);
    expect(await serverRuns()).toBe(true);
    expect(await stopped(bot, 'SIGTERM')).toBe(0);
    expect(bot.output()).toContain('The bot has stopped.');
    expect(await serverRuns()).toBe(false);
    expect(bot.output()).not.toContain(token.split(':')[1]);
    expect(bot.output()).not.toContain('postgresql://');
    expect(bot.output()).not.toContain('Tamu');
  });

  it('is started again after kill -9, on the database that went on running, and answers what came meanwhile', async () => {
    const first = run();
    await ready(first);
    const person = simulator.person({ id: 701, firstName: 'Tamu' });
    person.start();
    await person.waitFor(/Tamu/);
    await first.kill();
    expect(await serverRuns()).toBe(true);
    person.send('/bantuan');
    const second = run();
    await ready(second);
    await person.waitFor(/Dialog Kinerja/);
    expect(await stopped(second, 'SIGINT')).toBe(0);
    expect(await serverRuns()).toBe(false);
  });

  it('finishes what is in hand before it ends', async () => {
    const bot = run({ DATABASE_URL: databaseUrl });
    await ready(bot);
    const person = simulator.person({ id: 702, firstName: 'Tamu' });
    simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: 'slow', ms: 1_500, when: 'before' } });
    person.send('/bantuan');
    await expect.poll(() => simulator.calls('sendMessage').length).toBe(1);
    expect(await stopped(bot, 'SIGTERM')).toBe(0);
    expect(person.last().text).toContain('Dialog Kinerja');
    expect(simulator.pendingUpdates()).toEqual([]);
  });

  it('ends within ten seconds also when Telegram hangs, and the update stays with Telegram', async () => {
    const bot = run();
    await ready(bot);
    const person = simulator.person({ id: 703, firstName: 'Tamu' });
    simulator.faults.add({ method: 'sendMessage', kind: { type: 'slow', ms: 25_000, when: 'before' } });
    person.send('/bantuan');
    await expect.poll(() => simulator.calls('sendMessage').length).toBe(1);
    await stopped(bot, 'SIGTERM');
    expect(simulator.pendingUpdates()).toHaveLength(1);
    expect(await serverRuns()).toBe(false);
  });

  it('can be stopped while it waits for Telegram at the start', async () => {
    simulator.faults.add({ kind: { type: 'outage' } });
    const bot = run();
    await expect.poll(() => bot.output(), { timeout: 60_000 }).toContain('Telegram did not answer');
    expect(await stopped(bot, 'SIGTERM')).toBe(0);
    expect(bot.output()).toContain('The bot has stopped.');
    expect(await serverRuns()).toBe(false);
  });

  it('can be stopped while Telegram does not yet agree to polling', async () => {
    simulator.faults.add({ method: 'deleteWebhook', kind: { type: '5xx', status: 502 } });
    const bot = run({ DATABASE_URL: databaseUrl });
    await expect.poll(() => bot.output(), { timeout: 60_000 }).toContain('Telegram did not answer');
    expect(await stopped(bot, 'SIGTERM')).toBe(0);
    expect(bot.output()).not.toContain('The bot is ready.');
  });

  it('tells a health check with the same settings how it is', async () => {
    const settings = { DATABASE_URL: databaseUrl, ADMIN_HOST: '127.0.0.1' };
    const asked = () => run(settings, 'src/check-health.ts');
    expect(await asked().ended).toBe(1);
    const bot = run(settings);
    await ready(bot);
    const well = asked();
    expect(await well.ended).toBe(0);
    expect(well.output()).toContain('{"database":true,"telegram":true}');
    expect(await stopped(bot, 'SIGTERM')).toBe(0);
  });

  it('ends with 1 and words when the token is revoked while it runs', async () => {
    const bot = run({ DATABASE_URL: databaseUrl });
    await ready(bot);
    simulator.faults.revokeToken();
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toContain('Ask @BotFather for a new one and set BOT_TOKEN');
  });
});

describe('a start that cannot succeed', () => {
  it('names every wrong setting at once, ends with 1 and repeats no value', async () => {
    const bot = run({
      BOT_TOKEN: 'sangat-rahasia',
      BOT_TRANSPORT: 'webhook',
      DATABASE_URL: 'mysql://kata:sandi@host/db',
      PORT: 'delapan',
    });
    expect(await bot.ended).toBe(1);
    for (const name of ['BOT_TOKEN', 'WEBHOOK_URL', 'WEBHOOK_SECRET', 'DATABASE_URL', 'PORT'])
      expect(bot.output()).toContain(`${name}: `);
    expect(bot.output()).not.toMatch(/sangat-rahasia|sandi|delapan/);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('says that the token is not known to Telegram', async () => {
    const bot = run({ BOT_TOKEN: '555555:AAF-some-other-token-00000002', DATABASE_URL: databaseUrl });
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toContain('Copy it again from @BotFather');
    expect(bot.output()).not.toContain('AAF-some');
  });

  it('says that the port is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    const bot = run({ DATABASE_URL: databaseUrl });
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toContain(`Port ${port} on 127.0.0.1 is taken by another program`);
    await new Promise((resolve) => squatter.close(resolve));
  });

  it('says that the database does not answer, without its password', async () => {
    const nobody = await freePort();
    const bot = run({ DATABASE_URL: `postgresql://bot:katasandi@127.0.0.1:${nobody}/dialog` });
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toMatch(/the database dialog on 127\.0\.0\.1:\d+ cannot be reached/);
    expect(bot.output()).not.toContain('katasandi');
  });

  it('says what is wrong with a cron expression', async () => {
    const bot = run({ REMINDER_CRON: '99 25 * * *' });
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toMatch(/REMINDER_CRON/);
  });
});
