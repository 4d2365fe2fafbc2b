import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from './start-lock.ts';

/** A server that runs on a data directory, as its `postmaster.pid` tells. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  /** PostgreSQL's own word: `starting`, `ready`, `stopping` or `standby`; empty while it writes the file. */
  readonly status: string;
}

/**
 * Finds the server that runs on this data directory, or null. A `postmaster.pid` left by a machine or container that went down is removed: its process id may
 * belong to another program by now, which would keep PostgreSQL from starting. Call it under the start lock.
 */
export async function runningServer(data: string): Promise<RunningServer | null> {
  const file = path.join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (pid > 0 && isAlive(pid) && (await serves(pid, data))) {
    return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  }
  await rm(file, { force: true });
  return null;
}

/** Linux tells a process's command line; elsewhere being alive has to do, and PostgreSQL's own check follows. */
async function serves(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || command.split('\0').includes(data);
}
