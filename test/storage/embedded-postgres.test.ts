import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';

const quiet = { info: () => undefined, warn: () => undefined };
const isRoot = process.getuid?.() === 0;

let dataDir: string;
let bots: Bot[];
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'embedded-'));
  await chmod(dataDir, 0o755);
  bots = [];
});
afterEach(async () => {
  for (const bot of bots) await bot.kill();
  // Whatever a test left running is joined and, as its last user, stopped.
  await (await startEmbeddedPostgres({ dataDir, log: quiet })).stop();
  const elsewhere = await readFile(path.join(dataDir, 'postgres-location'), 'utf8').catch(() => null);
  if (elsewhere !== null) await rm(elsewhere.trim(), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

describe('the embedded server', () => {
  it('is a real PostgreSQL in UTF-8 that keeps what was committed, listens on the loopback only and asks for a password', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log: quiet });
    const names = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'server_encoding',
      'listen_addresses',
      'TimeZone',
    ];
    const settings = await Promise.all(names.map((name) => value(server.url, `current_setting('${name}')`)));
    expect(settings).toEqual(['on', 'on', 'on', 'UTF8', '127.0.0.1', 'UTC']);
    expect(await value(server.url, `upper('é') || lower('Ş')`)).toBe('Éş');
    const guess = new URL(server.url);
    guess.password = 'password';
    await expect(value(guess.toString(), '1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(path.join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('keeps data, password and port from one start to the next', async () => {
    const first = await startEmbeddedPostgres({ dataDir, log: quiet });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    await expect(value(first.url, '1')).rejects.toThrow(/ECONNREFUSED/);
    const second = await startEmbeddedPostgres({ dataDir, log: quiet });
    expect(second.url).toBe(first.url);
    expect(await value(second.url, '(SELECT answer FROM kept)')).toBe(42);
    await second.stop();
  });

  it('takes another port when its own was taken meanwhile', async () => {
    const [first, other] = [
      await startEmbeddedPostgres({ dataDir, log: quiet }),
      await mkdtemp(path.join(tmpdir(), 'embedded-')),
    ];
    await chmod(other, 0o755);
    await first.stop();
    const squatter = await startEmbeddedPostgres({ dataDir: other, log: quiet, port: Number(new URL(first.url).port) });
    const second = await startEmbeddedPostgres({ dataDir, log: quiet });
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    expect(await value(second.url, `current_setting('data_directory')`)).toBe(path.join(dataDir, 'postgres', 'data'));
    await second.stop();
    await squatter.stop();
    await rm(other, { recursive: true });
  });

  it('goes on when the bot is killed, is used again by the next one, and stops at its clean end', async () => {
    const first = await startBot();
    const server = await serverPid();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.kill();

    const second = await startBot();
    expect(second.url).toBe(first.url);
    expect(second.log).toContain('the PostgreSQL server that was running is used again');
    expect(await serverPid()).toBe(server);
    expect(await value(second.url, '(SELECT answer FROM kept)')).toBe(42);
    expect(await second.end()).toContain('PostgreSQL was stopped');
    expect(await serverPid()).toBeNull();
  });

  it('is shared by two bots on one data directory and stopped by whichever ends last', async () => {
    const [first, second] = await Promise.all([startBot(), startBot()]);
    expect(second.url).toBe(first.url);
    expect(await first.end()).toContain('PostgreSQL goes on running: another process uses it');
    expect(await value(second.url, '1')).toBe(1);
    expect(await second.end()).toContain('PostgreSQL was stopped');
  });

  it('starts when the machine went down and the process id in its file belongs to another program by now', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log: quiet });
    const pidFile = path.join(dataDir, 'postgres', 'data', 'postmaster.pid');
    const left = await readFile(pidFile, 'utf8');
    await server.stop();
    await writeFile(pidFile, left.replace(/^\d+/, String(process.pid)));
    const again = await startEmbeddedPostgres({ dataDir, log: quiet });
    expect(await value(again.url, '1')).toBe(1);
    await again.stop();
  });

  it('recovers what was committed when the server itself was killed', async () => {
    const bot = await startBot();
    await query(bot.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await bot.kill();
    process.kill((await serverPid()) ?? 0, 'SIGKILL');
    const next = await startBot();
    expect(await value(next.url, '(SELECT answer FROM kept)')).toBe(42);
  });

  it('takes over the start lock of a bot that was killed while it started', async () => {
    await writeFile(path.join(dataDir, 'postgres-starting'), `${hostname()} ${await deadPid()}`);
    const server = await startEmbeddedPostgres({ dataDir, log: quiet });
    expect(await value(server.url, '1')).toBe(1);
    await server.stop();
  });

  it('makes its database again from the start when the first attempt was killed half-way', async () => {
    await mkdir(path.join(dataDir, 'postgres', 'data', 'base'), { recursive: true });
    const server = await startEmbeddedPostgres({ dataDir, log: quiet });
    expect(await value(server.url, '1')).toBe(1);
    await server.stop();
  });

  it.runIf(isRoot)(
    'keeps its files below /var/lib as root where its user cannot reach the data directory, says so, and finds them again',
    async () => {
      const closed = path.join(dataDir, 'home');
      await mkdir(closed, { mode: 0o700 });
      const said: string[] = [];
      const log = { ...quiet, warn: (_detail: object, message: string) => said.push(message) };
      const first = await startEmbeddedPostgres({ dataDir: path.join(closed, 'data'), log });
      const place = (await readFile(path.join(closed, 'data', 'postgres-location'), 'utf8')).trim();
      expect(place).toMatch(/^\/var\/lib\/dialog-kinerja\/server-/);
      expect(said).toEqual([expect.stringContaining(`the database is kept in ${place} instead`)]);
      await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await first.stop();

      await chmod(closed, 0o755);
      const second = await startEmbeddedPostgres({ dataDir: path.join(closed, 'data'), log });
      expect(await value(second.url, '(SELECT answer FROM kept)')).toBe(42);
      await second.stop();
      await rm(place, { recursive: true });
    },
  );

  it.runIf(isRoot)('refuses to begin an empty database where an unreachable one lies', async () => {
    await (await startEmbeddedPostgres({ dataDir, log: quiet })).stop();
    await chmod(dataDir, 0o700);
    await expect(startEmbeddedPostgres({ dataDir, log: quiet })).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      code: 'misplaced-data',
    });
    await chmod(dataDir, 0o755);
  });

  it('says what to do when it cannot start', async () => {
    await (await startEmbeddedPostgres({ dataDir, log: quiet })).stop();
    const conf = path.join(dataDir, 'postgres', 'data', 'postgresql.conf');
    const good = await readFile(conf, 'utf8');
    await writeFile(conf, `${good}\nno_such_setting = on\n`);
    await expect(startEmbeddedPostgres({ dataDir, log: quiet })).rejects.toMatchObject({
      code: 'start-failed',
      message: expect.stringMatching(/Set DATABASE_URL[\s\S]*no_such_setting/),
    });
    await writeFile(conf, good);
  });
});

interface Bot {
  readonly url: string;
  readonly log: readonly string[];
  kill(): Promise<void>;
  /** Ends it cleanly; its log. */
  end(): Promise<readonly string[]>;
}

async function startBot(): Promise<Bot> {
  const script = fileURLToPath(new URL('./embedded-process.ts', import.meta.url));
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, ['--import', 'tsx', script, dataDir]);
  const exited = once(child, 'exit');
  const log: string[] = [];
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const said: { log?: string; url?: string } = JSON.parse(line);
      if (said.log !== undefined) log.push(said.log);
      if (said.url !== undefined) resolve(said.url);
    });
    child.on('close', () => reject(new Error(errors.join(''))));
  });
  const bot: Bot = {
    url,
    log,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async end() {
      const closed = once(child, 'close');
      child.stdin.end();
      await closed;
      return log;
    },
  };
  bots.push(bot);
  return bot;
}

async function serverPid(): Promise<number | null> {
  const text = await readFile(path.join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(() => null);
  return text === null ? null : Number(text.split('\n')[0]);
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const value = async (url: string, expression: string): Promise<unknown> =>
  (await query(url, `SELECT ${expression} AS value`))[0]?.value;
