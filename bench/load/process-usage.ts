import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  /** CPU seconds since the process began, user and system. */
  readonly cpuSeconds: number;
  /** Resident memory in MB (10^6 bytes). */
  readonly residentMb: number;
}

const ticksPerSecond = 100;

/** What a process used so far, from Linux's /proc; null where there is none (another system, or it ended). */
export function usageOf(pid: number): Usage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const resident = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
      residentMb: (Number(resident ?? Number.NaN) * 1024) / 1e6,
    };
  } catch {
    return null;
  }
}

/** CPU seconds that all PostgreSQL processes of this machine used so far; those that ended are missing, so take differences over a short time. */
export function databaseCpuSeconds(): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name) === 'postgres')
    .reduce((sum, name) => sum + (usageOf(Number(name))?.cpuSeconds ?? 0), 0);
}

function commandOf(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return null;
  }
}
