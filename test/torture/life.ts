import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { productFile } from '../../src/root.ts';
import type { SimulatorClock } from '../../src/simulator/clock.ts';

/** One life of the bot, from its start to whatever ends it: the program that is shipped, compiled,, in a process of its own. */
export interface Life {
  /** Resolves with true when the bot has said that it is ready, with false when it ended before. */
  readonly ready: Promise<boolean>;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  hasEnded(): boolean;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code when the process is gone. */
  terminate(): Promise<number | null>;
  /** Makes it the simulator's time. */
  setClock(): void;
  /** What it said outside of the log: why it could not start. */
  words(): string;
}

/** A line of the bot's log that is an error or worse. */
export interface LogLine {
  readonly level: number;
  readonly message: string;
  /** The error it tells of: PostgreSQL's code, Prisma's name for what happened, or its own name and message; empty where there is none. */
  readonly error: string;
  readonly line: string;
}

const readyWords = 'The bot is ready.';
const errorLevel = 50;

/** Starts one life of this program; every line of its log from `error` on goes to `onError`. */
export function startLife(
  program: string,
  settings: Readonly<Record<string, string>>,
  clock: SimulatorClock,
  onError: (line: LogLine) => void,
): Life {
  const ahead = () => clock.now().getTime() - Date.now();
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', productFile('test/torture/shifted-clock.mjs'), program],
    {
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', CLOCK_AHEAD_MS: String(ahead()), ...settings },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  // Nothing can be said to a process that is gone, and nothing has to be.
  child.on('error', () => undefined);
  const said: string[] = [];
  let tell: (ready: boolean) => void = () => undefined;
  const ready = new Promise<boolean>((resolve) => {
    tell = resolve;
  });
  // Closed, and not only ended: its last words have been read by then.
  const gone = once(child, 'close').then(() => tell(false));
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      const read = readLine(line);
      if (read === null) said.push(line);
      else if (read.message === readyWords) tell(true);
      else if (read.level >= errorLevel) onError(read);
    });
  }
  return {
    ready,
    gone,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async terminate() {
      child.kill('SIGTERM');
      await gone;
      return child.exitCode;
    },
    setClock: () => void child.send(ahead(), () => undefined),
    words: () => said.join('\n'),
  };
}

const lineSchema = z.object({
  level: z.number(),
  msg: z.string(),
  err: z
    .object({
      name: z.string().optional(),
      sqlState: z.string().nullish(),
      kind: z.string().nullish(),
      message: z.string().optional(),
    })
    .optional(),
});

/** Null for what is no line of the log, as a line that a kill cut off. */
function readLine(line: string): LogLine | null {
  if (!line.startsWith('{')) return null;
  try {
    const { level, msg, err } = lineSchema.parse(JSON.parse(line));
    return {
      level,
      message: msg,
      error: err?.sqlState ?? err?.kind ?? [err?.name, err?.message].filter(Boolean).join(': '),
      line,
    };
  } catch {
    return null;
  }
}
