import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { type Attached, attach, createDatabase, whyNotAttached } from './embedded/attach.ts';
import { type Binaries, findBinaries } from './embedded/binaries.ts';
import { choosePort } from './embedded/choose-port.ts';
import { findPlace, type Place } from './embedded/place.ts';
import { runningServer } from './embedded/running-server.ts';
import { type Ran, run, type ServerUser, serverUser } from './embedded/server-user.ts';
import { withStartLock } from './embedded/start-lock.ts';
import type { StorageLog } from './storage-log.ts';

export interface EmbeddedPostgres {
  /** Connection string with the password; for this machine only. Not for the log. */
  readonly url: string;
  /** Leaves the server; the last process that uses it stops it. Close your own connections first. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Absolute path; made when missing. The server's files go to `postgres` in it, or see `findPlace`. */
  readonly dataDir: string;
  readonly log: StorageLog;
  /** Port to listen on, on 127.0.0.1 only. Default: the port used last, or a free one. A server that runs already keeps its own. */
  readonly port?: number;
}

/**
 * Starts a real PostgreSQL of our own (fsync on), or uses the one that still runs on this data directory because its last user was killed or another process has it.
 *
 * Who stops it: every user holds one connection with a shared lock, which the system drops even when the process is killed. Whoever leaves and then gets the
 * same lock alone was the last, and stops the server. So a second process never stops it under the first, nor the first under the second, and one that
 * took over after a kill stops it at its own clean end.
 * Throws `DatabaseUnavailable` in words where it cannot run.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  try {
    await mkdir(dataDir, { recursive: true });
    return await withStartLock(path.join(dataDir, 'postgres-starting'), () => start(dataDir, options));
  } catch (error) {
    throw inWords(error, dataDir);
  }
}

async function start(dataDir: string, { log, port }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = await serverUser();
  const place = await findPlace(dataDir, user, log);
  const binaries = await findBinaries(user, place.copies, log);
  const password = await findPassword(place, user);

  const found = await useRunning(place, password);
  if (found !== null) {
    log.info({ serverDir: place.dir, port: found.port }, 'the PostgreSQL server that was running is used again');
    return serverHandle(found, { binaries, place, user, log });
  }
  await initialise(binaries, place, user, log);
  const portFile = path.join(place.dir, 'port');
  const chosen = port ?? (await choosePort(portFile));
  const ran = await startServer(binaries, place, user, chosen);
  if (ran.code !== 0)
    throw startFailed(place, `${ran.output}\n${await readFile(place.startLog, 'utf8').catch(() => '')}`);
  await writeFile(portFile, `${chosen}\n`);
  const attached = await attach({ data: place.data, port: chosen, password });
  if (typeof attached === 'string') throw startFailed(place, whyNotAttached(attached));
  await createDatabase({ port: chosen, password });
  log.info({ serverDir: place.dir, port: chosen }, 'PostgreSQL was started');
  return serverHandle({ ...attached, port: chosen, password }, { binaries, place, user, log });
}

interface Using extends Attached {
  readonly port: number;
  readonly password: string;
}

/** Null when no server runs here. One that is starting is waited for; one that is stopping is waited out. */
async function useRunning(place: Place, password: string): Promise<Using | null> {
  const since = performance.now();
  let why = '';
  while (performance.now() - since < 60_000) {
    const server = await runningServer(place.data);
    if (server === null) return null;
    if (server.port > 0) {
      const attached = await attach({ data: place.data, port: server.port, password });
      if (typeof attached !== 'string') return { ...attached, port: server.port, password };
      why = whyNotAttached(attached);
    }
    await delay(100);
  }
  throw new DatabaseUnavailable(
    'start-failed',
    `A PostgreSQL server runs on ${place.data} but could not be used for a minute (${why}). Look at its process, named in postmaster.pid there, end it and start again.`,
  );
}

/** The superuser's password: random, kept in a file that only its owner can read. */
async function findPassword(place: Place, user: ServerUser): Promise<string> {
  const kept = await readFile(place.password, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (kept !== null && kept.trim() !== '') return kept.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(place.password, `${password}\n`, { mode: 0o600 });
  if (user !== null) await chown(place.password, user.uid, user.gid);
  return password;
}

/** Creates the cluster, whole or not at all: it is made aside and renamed, so that a kill in between leaves nothing half. */
async function initialise(binaries: Binaries, place: Place, user: ServerUser, log: StorageLog): Promise<void> {
  if ((await readFile(path.join(place.data, 'PG_VERSION'), 'utf8').catch(() => null)) !== null) return;
  log.info({ serverDir: place.dir }, 'a new PostgreSQL database is being made; this takes a few seconds once');
  // initdb removes what it made when it fails, but not when it is killed.
  await rm(place.data, { recursive: true, force: true });
  const settings = {
    listen_addresses: '127.0.0.1',
    // Sockets in /tmp would clash with other servers; the loopback is enough.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    // One file for each day of the week: the log never outgrows a week.
    log_filename: 'server-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
  };
  const ran = await run(user, binaries.initdb, [
    `--pgdata=${place.data}`,
    '--username=postgres',
    `--pwfile=${place.password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8: upper and lower case of Unicode, the same order on every system and after every system update.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...Object.entries(settings).map(([name, value]) => `--set=${name}=${value}`),
  ]);
  if (ran.code !== 0) throw startFailed(place, ran.output);
}

/** `pg_ctl` puts the server in a session of its own, so that Ctrl+C and the end of this process do not reach it, and waits until it answers. */
async function startServer(binaries: Binaries, place: Place, user: ServerUser, port: number): Promise<Ran> {
  const args = [
    'start',
    `--pgdata=${place.data}`,
    `--log=${place.startLog}`,
    '--wait',
    '--timeout=120',
    `--options=-p ${port}`,
  ];
  const since = performance.now();
  for (;;) {
    await rm(place.startLog, { force: true });
    const ran = await run(user, binaries.pgCtl, args);
    if (ran.code === 0) return ran;
    // Children of a server that was itself killed need a moment to notice it.
    const log = await readFile(place.startLog, 'utf8').catch(() => '');
    if (!log.includes('shared memory block') || performance.now() - since > 20_000) return ran;
    await delay(200);
  }
}

interface Context {
  readonly binaries: Binaries;
  readonly place: Place;
  readonly user: ServerUser;
  readonly log: StorageLog;
}

function serverHandle(using: Using, { binaries, place, user, log }: Context): EmbeddedPostgres {
  return {
    url: `postgresql://postgres:${using.password}@127.0.0.1:${using.port}/dialog_kinerja`,
    async stop() {
      if ((await using.leave()) === 'others-remain') {
        log.info({ serverDir: place.dir }, 'PostgreSQL goes on running: another process uses it');
        return;
      }
      const ran = await run(user, binaries.pgCtl, [
        'stop',
        `--pgdata=${place.data}`,
        '--mode=fast',
        '--wait',
        '--timeout=60',
      ]);
      if (ran.code !== 0 && (await runningServer(place.data)) !== null) {
        throw new DatabaseUnavailable('stop-failed', `PostgreSQL in ${place.dir} did not stop: ${ran.output}`);
      }
      log.info({ serverDir: place.dir }, 'PostgreSQL was stopped');
    },
  };
}

function startFailed(place: Place, output: string): DatabaseUnavailable {
  const said = output.trim().split('\n').slice(-12).join('\n');
  if (output.includes('No space left on device')) return diskFull(place.dir, said);
  if (output.includes('could not look up effective user ID')) {
    return new DatabaseUnavailable(
      'no-permission',
      `PostgreSQL only runs as a user the system knows by name, and this process runs as one it does not (${said}). Run the bot as a named user, or set DATABASE_URL.`,
    );
  }
  return new DatabaseUnavailable(
    'start-failed',
    `PostgreSQL could not be started in ${place.dir}. Set DATABASE_URL to a PostgreSQL server of your own, or put right what it says:\n${said}`,
  );
}

const diskFull = (dir: string, cause: unknown) =>
  new DatabaseUnavailable(
    'disk-full',
    `The disk that holds ${dir} is full. Make room (a new database needs 50 MB) or choose another disk with DATA_DIR.`,
    cause,
  );

/** What the file system refuses, in words. */
function inWords(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(dataDir, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DatabaseUnavailable(
        'no-permission',
        `The database needs to write where it may not: ${error.message}. Choose another directory with DATA_DIR, or set DATABASE_URL to a PostgreSQL server of your own.`,
        error,
      );
    default:
      return error;
  }
}
