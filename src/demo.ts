import { resolve } from 'node:path';
import { pino } from 'pino';
import { loadFrameworks } from './app/framework/load-frameworks.ts';
import { offerSystems } from './demo/offer-systems.ts';
import { createClock } from './simulator/clock.ts';
import { startSimulator } from './simulator/start-simulator.ts';
import { startEmbeddedPostgres } from './storage/embedded-postgres.ts';

/** The bot's token in the simulator; it opens nothing anywhere else. */
const token = '424242:demo-token-that-opens-nothing-else';

/**
 * Starts simulator, database and chat page on this machine. The page offers the systems; the chosen one gets a bot and a sample district on the morning on which
 * self-assessment opens. `npm run demo -- <framework>` chooses at once.
 */
async function main(): Promise<void> {
  const key = process.argv[2];
  const frameworks = loadFrameworks();
  if (key !== undefined && !frameworks.has(key))
    throw new Error(`There is no framework "${key}". Choose one of: ${[...frameworks.keys()].join(', ')}.`);
  const log = pino({ level: process.env.LOG_LEVEL ?? 'warn' });
  const port = Number(process.env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a port number, 0 to 65535.');
  const dataDir = resolve(process.env.DATA_DIR ?? './data/demo');

  console.log('Starting the demo …');
  const clock = createClock();
  const simulator = await startSimulator({
    token,
    username: 'dialog_kinerja_bot',
    botName: 'Dialog Kinerja',
    clock,
    port,
  });
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  const environment = { BOT_LIBRARY: process.env.BOT_LIBRARY, LOG_LEVEL: process.env.LOG_LEVEL };
  const ground = { simulator, clock, today: () => new Date(), postgresUrl: postgres.url, token, log, environment };
  const systems = offerSystems(ground, frameworks, (error) => console.error(inWords(error)));
  await systems.show(key ?? null);
  console.log(`The demo is ready: open ${simulator.pageUrl} in a browser. Ctrl+C ends it.`);

  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  console.log('Stopping …');
  await systems.stop();
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
