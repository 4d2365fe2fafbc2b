import type { FileHandle } from 'node:fs/promises';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnavailable } from '../database-unavailable.ts';

/** A lock whose file did not change for this long belongs to nobody. Its holder writes it five times as often. */
const staleAfterMs = 10_000;
const waitAtMostMs = 120_000;

/**
 * Runs `work` while no other process that shares the file system runs its own under the same lock file: two bots started together on one data directory must
 * not both create the database. A lock left by a killed process is taken over at once on the same machine, after ten seconds elsewhere.
 */
export async function withStartLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const holder = `${hostname()} ${process.pid}`;
  const handle = await take(file, holder);
  const heartbeat = setInterval(() => {
    // A lock that cannot be written went with its directory; what the work itself meets then tells more.
    handle.write(holder, 0).catch(() => clearInterval(heartbeat));
  }, staleAfterMs / 5);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(file, { force: true });
    await handle.close();
  }
}

async function take(file: string, holder: string): Promise<FileHandle> {
  const since = performance.now();
  let seen = { written: '', at: since };
  while (performance.now() - since < waitAtMostMs) {
    const handle = await create(file);
    if (handle !== null) {
      await handle.write(holder, 0);
      return handle;
    }
    const written = await lastWritten(file);
    if (written !== seen.written) seen = { written, at: performance.now() };
    if (performance.now() - seen.at > staleAfterMs || (await holderIsDead(file))) await drop(file, written);
    await delay(50);
  }
  throw new DatabaseUnavailable(
    'start-failed',
    `Another process has been starting PostgreSQL for two minutes. If none is, remove ${file} and start again.`,
  );
}

async function create(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, 'wx');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
    throw error;
  }
}

/** Identity and last write of the lock file; empty when there is none. */
async function lastWritten(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  return found === null ? '' : `${found.ino} ${found.mtimeMs}`;
}

async function holderIsDead(file: string): Promise<boolean> {
  const [host, pid] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
  return host === hostname() && pid !== undefined && !isAlive(Number(pid));
}

/** Renamed first: of several that find a lock stale one gets it, and one that was taken anew meanwhile is put back. */
async function drop(file: string, written: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await lastWritten(aside)) === written) await rm(aside, { force: true });
  else await rename(aside, file);
}

/** Whether a process with this id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
