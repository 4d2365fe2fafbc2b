import type { AppLog } from '../../src/app/core/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createClock, type SimulatorClock } from '../../src/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { type RunningBot, startBot } from '../../src/start-bot.ts';
import { createTestDatabaseUrl, dropTestDatabase } from './database.ts';
import { freePort } from './free-port.ts';

/** Everything a journey needs: the simulator as Telegram, a database of its own, and the bot on top, which can be killed and started again. */
export interface Stage {
  readonly simulator: Simulator;
  readonly clock: SimulatorClock;
  readonly databaseUrl: string;
  readonly log: RecordedLog;
  bot(): RunningBot;
  /** Stops the bot cleanly and starts it again on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly library?: 'grammy' | 'telegraf';
  readonly transport?: 'polling' | 'webhook';
  /** When the story begins; a working day by default. */
  readonly start?: Date;
  readonly hrTelegramIds?: readonly number[];
  readonly sendRate?: number;
  /** Health and numbers at the port of the webhook, as on a platform that gives one port only. */
  readonly onePort?: boolean;
  /** Where the bot logs, beside the stage's own record. */
  readonly log?: AppLog;
  /** Where the bot reaches its database, if not directly: through a door a test can shut. */
  readonly databaseVia?: (databaseUrl: string) => string | Promise<string>;
}

/** After hours everywhere: nobody is reminded, so that a story about something else has no reminder in it. */
export const afterHours = new Date('2026-12-17T12:00:00Z');

export const botToken = '424242:AAH-dialog-kinerja-test-token-000000';

export const webhookSecret = 'a-secret-only-for-tests';

/** What every bot of a test is set to; cron looks only when a test says so, as the real clock has no part in a story. */
export function botSettings(simulator: Simulator, given: { readonly databaseUrl: string; readonly port: number }) {
  return {
    BOT_TOKEN: botToken,
    TELEGRAM_API_ROOT: simulator.apiRoot,
    WEBHOOK_URL: `http://127.0.0.1:${given.port}/telegram`,
    WEBHOOK_SECRET: webhookSecret,
    PORT: String(given.port),
    ADMIN_PORT: '0',
    DATABASE_URL: given.databaseUrl,
    REMINDER_CRON: '0 0 29 2 *',
  };
}

/** Starts a whole bot on the simulator. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const clock = createClock(options.start ?? new Date('2026-12-17T02:00:00Z'));
  const simulator = await startSimulator({ token: botToken, username: 'dialog_kinerja_bot', clock, retryUnitMs: 20 });
  const databaseUrl = await createTestDatabaseUrl();
  const log = recordLog(options.log);
  const config = await stageConfig(simulator, (await options.databaseVia?.(databaseUrl)) ?? databaseUrl, options);
  const start = async () => {
    const started = await startBot(config, { now: () => clock.now(), log });
    // The look at the start is over before the story goes on.
    await started.firstLook;
    return started;
  };
  let bot = await start();
  return {
    simulator,
    clock,
    databaseUrl,
    log,
    bot: () => bot,
    async restart() {
      await bot.stop();
      bot = await start();
    },
    async close() {
      await bot.stop();
      await simulator.stop();
      await dropTestDatabase(databaseUrl);
    },
  };
}

/** Settings of a bot that talks to this simulator. */
export async function stageConfig(
  simulator: Simulator,
  databaseUrl: string,
  options: StageOptions = {},
): Promise<Config> {
  const port = await freePort();
  const read = readConfig({
    ...botSettings(simulator, { databaseUrl, port }),
    BOT_LIBRARY: options.library ?? 'grammy',
    BOT_TRANSPORT: options.transport ?? 'polling',
    ...(options.onePort && { ADMIN_PORT: String(port) }),
    HR_TELEGRAM_IDS: (options.hrTelegramIds ?? [1]).join(','),
    SEND_RATE: String(options.sendRate ?? 1000),
    PAID_BROADCAST: 'true',
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

/** A log that keeps its lines, so that a test can look for what must, and must not, be in them. */
export interface RecordedLog extends AppLog {
  readonly lines: readonly string[];
}

function recordLog(also?: AppLog): RecordedLog {
  const lines: string[] = [];
  const keep = (level: keyof AppLog) => (detail: object, message: string) => {
    also?.[level](detail, message);
    lines.push(`${level} ${message} ${JSON.stringify(detail, describeError)}`);
  };
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}

function describeError(_key: string, value: unknown): unknown {
  return value instanceof Error ? `${value.name}: ${value.message}\n${value.stack ?? ''}` : value;
}
