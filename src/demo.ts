import { resolve } from 'node:path';
import { pino } from 'pino';
import { loadFrameworks } from './app/framework/load-frameworks.ts';
import { readConfig } from './config.ts';
import { demoHrTelegramId, playOpening } from './demo/play-opening.ts';
import { addDays, calendarDate, instantOf, today } from './domain/calendar.ts';
import { semesterOf } from './domain/semester.ts';
import { windowsOf } from './domain/windows.ts';
import { nextWorkingTime } from './domain/working-time.ts';
import { createClock } from './simulator/clock.ts';
import { startSimulator } from './simulator/start-simulator.ts';
import { startBot } from './start-bot.ts';
import { startEmbeddedPostgres } from './storage/embedded-postgres.ts';
import { createFreshDatabase } from './storage/fresh-database.ts';

/** The bot's token in the simulator; it opens nothing anywhere else. */
const token = '424242:demo-token-that-opens-nothing-else';
const zone = 'Asia/Jakarta';

/** Starts simulator, database, bot and chat page on this machine, with a sample district on the morning on which self-assessment opens. `npm run demo -- <framework>` chooses the system. */
async function main(): Promise<void> {
  const key = process.argv[2] ?? 'pauh';
  const framework = loadFrameworks().get(key);
  if (!framework)
    throw new Error(`There is no framework "${key}". Choose one of: ${[...loadFrameworks().keys()].join(', ')}.`);
  const log = pino({ level: process.env.LOG_LEVEL ?? 'warn' });
  const port = Number(process.env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a port number, 0 to 65535.');
  const dataDir = resolve(process.env.DATA_DIR ?? './data/demo');

  const { endsOn } = semesterOf(today(zone, new Date()));
  const windows = windowsOf(endsOn, framework.windows);
  const opensAt = nextWorkingTime(
    new Date(instantOf(windows.selfOpensOn, 8, zone).getTime() + 30 * 60_000),
    zone,
    new Set(),
  );
  const begins = instantOf(addDays(calendarDate(windows.selfOpensOn), -10), 9, zone);

  console.log('Starting the demo …');
  const clock = createClock(begins);
  const simulator = await startSimulator({
    token,
    username: 'dialog_kinerja_bot',
    botName: 'Dialog Kinerja',
    clock,
    port,
  });
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  const read = readConfig({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: simulator.apiRoot,
    DATABASE_URL: await createFreshDatabase(postgres.url, 'demo'),
    HR_TELEGRAM_IDS: String(demoHrTelegramId),
    PORT: '0',
    BOT_LIBRARY: process.env.BOT_LIBRARY,
    LOG_LEVEL: process.env.LOG_LEVEL,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const bot = await startBot(read.config, { now: () => clock.now(), log });
  await playOpening({ simulator, clock, bot, framework, opensAt });
  // Time moves on by hand here, so cron's next look comes with it.
  clock.onChange(() => void bot.tick());
  console.log(`The demo is ready: open ${simulator.pageUrl} in a browser. Ctrl+C ends it.`);

  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  console.log('Stopping …');
  await bot.stop();
  await simulator.stop();
  await postgres.stop();
}

main().catch((error: unknown) => {
  console.error(inWords(error));
  process.exit(1);
});

function inWords(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return 'code' in error && error.code === 'EADDRINUSE'
    ? 'The port of the page is in use, perhaps by another demo. Choose another: PORT=8081 npm run demo'
    : error.message;
}
