import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Script } from './drive-questionnaires.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A bot that can be measured: a program that takes the same settings as the product. */
export interface Contestant {
  readonly name: string;
  /** Program and arguments, from the repository's root. */
  readonly program: readonly string[];
  readonly script: Script;
  /** Keeps answers in PostgreSQL. */
  readonly database: boolean;
}

const peerScript: Script = { command: '/start', done: /^Terima kasih/ };

function peer(name: string, file: string, database: boolean): Contestant {
  return { name, program: [path.join('bench/peers', file)], script: peerScript, database };
}

export const product: Contestant = {
  name: 'Dialog Kinerja',
  program: ['--enable-source-maps', 'dist/src/main.js'],
  script: { command: '/nilai', done: /Hasil sementara/ },
  database: true,
};

export const peers = {
  grammyMemory: peer('grammY conversations, in memory', 'grammy-memory.mjs', false),
  grammyPostgres: peer('grammY conversations, PostgreSQL storage', 'grammy-postgres.mjs', true),
  telegrafMemory: peer('Telegraf wizard, in memory', 'telegraf-memory.mjs', false),
  telegrafPostgres: peer('Telegraf wizard, PostgreSQL sessions', 'telegraf-postgres.mjs', true),
} as const satisfies Record<string, Contestant>;

export interface RunningBot {
  readonly pid: number;
  readonly webhook: string;
  stop(): Promise<void>;
}

export const secret = 'a-secret-only-for-the-bench';
const token = '424242:AAH-dialog-kinerja-bench-token-00000';

/** Starts a bot in webhook mode in a process of its own and waits until it answers. Throws with its last words when it ends instead. */
export async function startContestant(
  { program }: Pick<Contestant, 'program'>,
  given: {
    readonly apiRoot: string;
    readonly port: number;
    /** Null for the bot's own PostgreSQL. */
    readonly databaseUrl: string | null;
    readonly log: string;
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<RunningBot> {
  const webhook = `http://127.0.0.1:${given.port}/telegram`;
  const log = createWriteStream(given.log, { flags: 'a' });
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: given.apiRoot,
      BOT_TRANSPORT: 'webhook',
      WEBHOOK_URL: webhook,
      WEBHOOK_SECRET: secret,
      PORT: String(given.port),
      // Asked for its health where it takes updates, as the peers are.
      ADMIN_PORT: String(given.port),
      ...(given.databaseUrl !== null && { DATABASE_URL: given.databaseUrl }),
      HR_TELEGRAM_IDS: '1',
      LOG_LEVEL: 'warn',
      REMINDER_CRON: '0 0 29 2 *',
      ...given.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilUp(given.port, child);
  return {
    pid: child.pid ?? 0,
    webhook,
    stop: async () => {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

async function untilUp(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The bot ended with ${child.exitCode} before it answered.`);
    const up = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (response) => response.status === 200,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('The bot did not answer within 30 s.');
}
