import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type RunningBot, startBot } from '../../src/start-bot.ts';
import { type RestoreOptions, restoreBackup } from '../../src/storage/backup/restore-backup.ts';
import { writeBackup } from '../../src/storage/backup/write-backup.ts';
import { applyMigrations } from '../../src/storage/migrations.ts';
import { afterHours, openStage, type Stage, stageConfig } from '../support/bot.ts';
import { createTestDatabaseUrl, dropTestDatabase } from '../support/database.ts';
import { settleDistrict } from '../support/district.ts';
import { pressFor, sendFor } from '../support/talk.ts';
import { migrationsDir } from '../support/test-server.ts';

let directory: string;
let target: string;
let source: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'backup-'));
  target = await createTestDatabaseUrl({ empty: true });
  source = await createTestDatabaseUrl();
});
afterEach(async () => {
  await dropTestDatabase(target);
  await dropTestDatabase(source);
  await rm(directory, { recursive: true, force: true });
});

const at = (name: string) => path.join(directory, name);
const backUp = (url: string, name: string) => writeBackup({ url, file: at(name), version: '0.1.0' });
const restore = (name: string, options: Partial<RestoreOptions> = {}) =>
  restoreBackup({ url: target, file: at(name), migrationsDir, ...options });

describe('a backup of a district, taken while the bot runs', () => {
  let stage: Stage;
  let again: RunningBot | null;
  beforeEach(async () => {
    again = null;
    stage = await openStage({ start: afterHours });
  });
  afterEach(async () => {
    await again?.stop();
    await stage.close();
  });

  it('restores to the same content, and the bot goes on with the open conversation', async () => {
    const { people } = await settleDistrict(stage.bot().app.database);
    const ani = stage.simulator.person({ id: people.ani.telegramId, firstName: people.ani.name });
    await sendFor(ani, '/nilai', /1 dari 4/);
    await pressFor(ani, /^4 /, /2 dari 4/);
    await pressFor(ani, /Tambah contoh/, /contoh/i);
    // What a file of lines could stumble over.
    await sendFor(ani, 'Berkas C:\\tahun\\baru\n\\.\n\tselesai "90 %" 🌺', /dicatat/);
    await stage.simulator.allConfirmed();
    // A bot that runs notes several times a minute that it hears Telegram.
    await stage.bot().stop();

    const { header, rows } = await backUp(stage.databaseUrl, 'malam.gz');
    expect(rows).toBeGreaterThan(20);
    expect(header.tables.find(({ name }) => name === 'employee')?.rows).toBe(7);
    expect((await stat(at('malam.gz'))).mode & 0o777).toBe(0o600);
    const before = await contentOf(stage.databaseUrl);

    const restored = await restore('malam.gz');
    expect(restored).toMatchObject({ rows, upgraded: [], unknown: 0 });
    expect(await contentOf(target)).toEqual(before);
    expect(await applyMigrations(target, migrationsDir)).toEqual({ applied: [] });

    const config = await stageConfig(stage.simulator, target);
    again = await startBot(config, { now: () => stage.clock.now(), log: stage.log });
    const open = await sendFor(ani, '/lanjut', /Ketepatan waktu: contoh atau bukti/);
    expect(open.text).toContain('Berkas C:\\tahun\\baru\n\\.\n');
    await pressFor(ani, /Selesai/, /2 dari 4/);
    await pressFor(ani, /^3 /, /3 dari 4/);
    const unit = await again.app.database.prisma.unit.create({ data: { name: 'Baru', path: 'Baru' } });
    expect(before.unit?.every((row) => !row.startsWith(`(${unit.id},`))).toBe(true);
  });
});

describe('a restore', () => {
  it('refuses a database with content, and replaces it when told to', async () => {
    await withRows(source, 'Lama');
    await backUp(source, 'lama.gz');
    await applyMigrations(target, migrationsDir);
    await withRows(target, 'Sekarang');
    await expect(restore('lama.gz')).rejects.toMatchObject({
      code: 'not-empty',
      message: expect.stringMatching(/unit/),
    });
    expect(await unitNames(target)).toEqual(['Sekarang']);
    await restore('lama.gz', { replace: true });
    expect(await unitNames(target)).toEqual(['Lama']);
  });

  it('takes a database that a start has made and nobody has used', async () => {
    await withRows(source, 'Lama');
    await backUp(source, 'lama.gz');
    await applyMigrations(target, migrationsDir);
    // A bot that ran notes when it heard Telegram last.
    await query(target, "INSERT INTO preference (key, value) VALUES ('last-contact', '1797508800.5')");
    await restore('lama.gz');
    expect(await unitNames(target)).toEqual(['Lama']);
  });

  it('never takes a database that is somebody else’s', async () => {
    await backUp(source, 'lama.gz');
    await query(target, 'CREATE TABLE payroll (amount int)');
    await expect(restore('lama.gz', { replace: true })).rejects.toMatchObject({ code: 'foreign' });
    expect(await query(target, 'SELECT count(*)::int AS count FROM payroll')).toEqual([{ count: 0 }]);
  });

  it('never takes the database of another program that keeps a history like ours', async () => {
    const others = at('migrations');
    await mkdir(path.join(others, '20200101000000_payroll'), { recursive: true });
    await writeFile(path.join(others, '20200101000000_payroll/migration.sql'), 'CREATE TABLE payroll (amount int);');
    await applyMigrations(target, others);
    await backUp(source, 'lama.gz');
    await expect(restore('lama.gz', { replace: true })).rejects.toMatchObject({ code: 'foreign' });
    expect(await query(target, 'SELECT count(*)::int AS count FROM payroll')).toEqual([{ count: 0 }]);
  });

  it('replaces a database with views: those on our tables go with them, others stay', async () => {
    await withRows(source, 'Lama');
    await backUp(source, 'lama.gz');
    await applyMigrations(target, migrationsDir);
    await withRows(target, 'Sekarang');
    await query(
      target,
      `CREATE VIEW unit_names AS SELECT name FROM unit; CREATE VIEW moment AS SELECT now();
       CREATE VIEW statements AS SELECT 1; ALTER EXTENSION plpgsql ADD VIEW statements`,
    );
    await restore('lama.gz', { replace: true });
    expect(await unitNames(target)).toEqual(['Lama']);
    expect(await query(target, `SELECT viewname FROM pg_views WHERE schemaname = 'public' ORDER BY 1`)).toEqual([
      { viewname: 'moment' },
      { viewname: 'statements' },
    ]);
    expect(await applyMigrations(target, migrationsDir)).toEqual({ applied: [] });
  });

  it('refuses while a bot is connected', async () => {
    await backUp(source, 'lama.gz');
    const bot = new pg.Client({ connectionString: target, application_name: 'dialog-kinerja' });
    await bot.connect();
    await expect(restore('lama.gz')).rejects.toMatchObject({ code: 'in-use' });
    await bot.end();
  });

  it('refuses a backup of a newer version, and one made by another edition of a migration', async () => {
    await query(
      source,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '2999_later', now())`,
    );
    await backUp(source, 'newer.gz');
    await expect(restore('newer.gz')).rejects.toMatchObject({
      code: 'newer',
      message: expect.stringMatching(/2999_later/),
    });
    await query(source, `DELETE FROM _prisma_migrations WHERE migration_name = '2999_later'`);
    await query(source, `UPDATE _prisma_migrations SET checksum = repeat('0', 64)`);
    await backUp(source, 'edited.gz');
    await expect(restore('edited.gz')).rejects.toMatchObject({ code: 'misfit' });
    expect(await contentOf(target)).toEqual({});
  });

  it('brings the backup of an older version up to date', async () => {
    const older = at('migrations');
    await cp(migrationsDir, older, { recursive: true });
    await mkdir(path.join(older, '2999_later'));
    await writeFile(path.join(older, '2999_later/migration.sql'), `UPDATE unit SET name = name || ' (baru)';`);
    await withRows(source, 'Lama');
    await backUp(source, 'older.gz');
    expect(await restore('older.gz', { migrationsDir: older })).toMatchObject({ upgraded: ['2999_later'] });
    expect(await unitNames(target)).toEqual(['Lama (baru)']);
    expect(await applyMigrations(target, older)).toEqual({ applied: [] });
  });

  it('leaves the database as it was also where its very last step fails', async () => {
    const failing = at('migrations');
    await cp(migrationsDir, failing, { recursive: true });
    await mkdir(path.join(failing, '2999_later'));
    await writeFile(
      path.join(failing, '2999_later/migration.sql'),
      `CREATE FUNCTION no_statistics(name text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$
       BEGIN IF current_query() = 'ANALYZE' THEN RAISE 'no statistics today'; END IF; RETURN name; END $$;
       CREATE INDEX ON unit (no_statistics(name));`,
    );
    await withRows(source, 'Lama');
    await backUp(source, 'lama.gz');
    await applyMigrations(target, migrationsDir);
    await withRows(target, 'Sekarang');
    await expect(restore('lama.gz', { replace: true, migrationsDir: failing })).rejects.toThrow('no statistics today');
    expect(await unitNames(target)).toEqual(['Sekarang']);
  });

  it('notices a file that is cut off, was changed, or is something else, and leaves the database as it was', async () => {
    await withRows(source, 'Lama');
    await backUp(source, 'whole.gz');
    await applyMigrations(target, migrationsDir);
    await withRows(target, 'Sekarang');
    const whole = await readFile(at('whole.gz'));
    const text = gunzipSync(whole).toString();
    const wrong: Readonly<Record<string, Buffer>> = {
      cut: whole.subarray(0, whole.length - 20),
      'one row less': gzipSync(text.replace(/^1\tLama.*\n/m, '')),
      'one row more': gzipSync(
        text.replace(/^1\tLama.*\n/m, (row) => row + row.replace('1', '2').replaceAll('Lama', 'L')),
      ),
      'no end': gzipSync(text.replace('-- end of backup\n', '')),
      'more after the end': gzipSync(`${text}\n`),
      'no packed file': Buffer.from('nip,nama\n1,2\n'),
      'another file': gzipSync('nip,nama\n1,2\n'),
    };
    for (const [name, bytes] of Object.entries(wrong)) {
      await writeFile(at(name), bytes);
      await expect(restore(name, { replace: true }), name).rejects.toMatchObject({ code: 'damaged' });
    }
    const changed = text.replace(/^1\tLama/m, 'x\tLama');
    await writeFile(at('not a number'), gzipSync(changed));
    await expect(restore('not a number', { replace: true })).rejects.toThrow(/invalid input syntax/);
    expect(await unitNames(target)).toEqual(['Sekarang']);
    await expect(restore('nowhere.gz')).rejects.toMatchObject({ code: 'file' });
  });

  it('after a loss keeps broadcasts and reminders that waited as unknown, and sends what must arrive', async () => {
    await query(source, `INSERT INTO account (telegram_id, locale) VALUES (1, 'id')`);
    await query(
      source,
      `INSERT INTO outbox (chat_id, kind, content, state, must_arrive, due_at)
       VALUES (1, 'reminder', '{}', 'queued', false, now()), (1, 'broadcast', '{}', 'sending', false, now()),
              (1, 'result', '{}', 'queued', true, now()), (1, 'reminder', '{}', 'sent', false, now())`,
    );
    await backUp(source, 'malam.gz');
    expect(await restore('malam.gz')).toMatchObject({ waiting: 3, unknown: 0 });
    expect(await restore('malam.gz', { replace: true, afterLoss: true })).toMatchObject({ waiting: 1, unknown: 2 });
    expect(await query(target, 'SELECT state, count(*)::int AS count FROM outbox GROUP BY 1 ORDER BY 1')).toEqual([
      { state: 'queued', count: 1 },
      { state: 'sent', count: 1 },
      { state: 'unknown', count: 2 },
    ]);
  });
});

describe('a backup', () => {
  it('overwrites nothing, and says where it cannot be written or there is nothing to write', async () => {
    await writeFile(at('there.gz'), 'mine');
    await expect(backUp(source, 'there.gz')).rejects.toMatchObject({ code: 'file' });
    expect(await readFile(at('there.gz'), 'utf8')).toBe('mine');
    await expect(backUp(source, 'no/such/folder.gz')).rejects.toMatchObject({ code: 'file' });
    await expect(backUp(target, 'empty.gz')).rejects.toMatchObject({ code: 'not-ready' });
  });

  it('is of one moment, whatever is written meanwhile, and takes no more memory for a hundred thousand rows', async () => {
    await query(
      source,
      `INSERT INTO audit (at, actor_telegram_id, action, detail)
       SELECT now(), n, 'result.seen', jsonb_build_object('text', repeat(md5(n::text), 16)) FROM generate_series(1, 100000) n`,
    );
    // The rows take 60 MB.
    const mostBytes = 20e6;
    const before = process.memoryUsage().arrayBuffers;
    const bytesMore = () => process.memoryUsage().arrayBuffers - before;
    let most = 0;
    const watch = setInterval(() => {
      // What nobody needs any more does not count. The second round waits until the first one's buffers have gone.
      if (bytesMore() > mostBytes) for (const _ of [1, 2]) collectGarbage();
      most = Math.max(most, bytesMore());
    }, 10);
    let over = false;
    const written = (async () => {
      let pairs = 0;
      for (; !over; pairs += 1)
        await query(
          source,
          `BEGIN; INSERT INTO unit (name, path) VALUES ('${pairs}', '${pairs}');
           INSERT INTO audit (at, action, detail) VALUES (now(), 'result.seen', '{}'); COMMIT`,
        );
      return pairs;
    })();
    const { rows } = await backUp(source, 'large.gz');
    over = true;
    const pairs = await written;
    await restore('large.gz');
    clearInterval(watch);
    const [counts] = await query(
      target,
      'SELECT (SELECT count(*)::int FROM audit) AS audit, (SELECT count(*)::int FROM unit) AS unit',
    );
    const unit = Number(counts?.unit);
    expect(counts).toEqual({ audit: 100_000 + unit, unit });
    expect(rows).toBe(100_000 + 2 * unit);
    expect(pairs).toBeGreaterThan(unit);
    expect(most).toBeLessThan(mostBytes);
  });
});

setFlagsFromString('--expose_gc');
/** Collects all garbage at once. */
const collectGarbage = z.custom<() => void>((gc) => typeof gc === 'function').parse(runInNewContext('gc'));

async function withRows(url: string, name: string): Promise<void> {
  await query(url, `INSERT INTO unit (name, path) VALUES ('${name}', '${name}')`);
}

const unitNames = async (url: string) =>
  (await query(url, 'SELECT name FROM unit ORDER BY id')).map(({ name }) => name);

/** Every row of every table as text, and where the sequences are. */
async function contentOf(url: string): Promise<Record<string, readonly string[]>> {
  const content: Record<string, readonly string[]> = {};
  const things = await query(
    url,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') AND relname <> '_prisma_migrations' ORDER BY 1`,
  );
  for (const { name } of things) {
    const rows = await query(
      url,
      String(name).endsWith('_seq')
        ? `SELECT last_value AS row FROM ${name}`
        : `SELECT t::text AS row FROM ${name} t ORDER BY 1`,
    );
    content[String(name)] = rows.map(({ row }) => String(row));
  }
  return content;
}

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
