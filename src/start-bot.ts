import { hostname } from 'node:os';
import { createBroadcastKeeper } from './app/broadcast/create-broadcast-keeper.ts';
import { loadAbusiveWords } from './app/citizen/load-abusive-words.ts';
import type { App, AppLog } from './app/core/app.ts';
import { createIncomingHandler } from './app/core/handle-incoming.ts';
import { offerDefaultCommands } from './app/core/offer-default-commands.ts';
import { createRegistry } from './app/core/registry.ts';
import { features } from './app/features.ts';
import { loadFrameworks, loadRules } from './app/framework/load-frameworks.ts';
import { loadLessons } from './app/lesson/load-lessons.ts';
import { askAgain } from './app/outage/ask-again.ts';
import { keepContact } from './app/outage/keep-contact.ts';
import { keepSettling } from './app/period/keep-settling.ts';
import { createSender } from './app/send/create-sender.ts';
import type { Config } from './config.ts';
import { createMetrics } from './http/metrics.ts';
import { isCronExpression } from './schedule/is-cron-expression.ts';
import { startSchedule } from './schedule/start-schedule.ts';
import { countSends } from './start/count-sends.ts';
import { measureUpdates } from './start/measure-updates.ts';
import { readOutboxNumbers } from './start/read-outbox-numbers.ts';
import { serveAll } from './start/serve-all.ts';
import { startDatabase } from './start/start-database.ts';
import { type Undo, undoAll } from './start/undo-all.ts';
import { describeUnavailable } from './storage/describe-unavailable.ts';
import { createGateway } from './telegram/create-gateway.ts';
import type { GatewayEnded, GatewaySettings } from './telegram/gateway.ts';

/** A bot that runs. */
export interface RunningBot {
  readonly app: App;
  /** Port of /healthz, /livez and /metrics. */
  readonly httpPort: number;
  /** Port Telegram delivers to; null while the bot polls. */
  readonly webhookPort: number | null;
  /** Resolves when the bot cannot go on (token revoked, another poller took over). */
  readonly ended: Promise<GatewayEnded>;
  /** What the clock would have done now: looks whether Telegram is heard, and finds who is due for a reminder. For the demo's clock and for tests. */
  tick(): Promise<void>;
  /** For tests: resolves when the look at the start is over. */
  readonly firstLook: Promise<void>;
  /** For tests: resolves when everything queued has been sent. */
  idle(): Promise<void>;
  /** Finishes what is in hand within 10 s, then lets go of everything. Never rejects: what cannot be ended is logged. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly now: () => Date;
  readonly log: AppLog;
  /** Gives up the start when aborted, also while Telegram is waited for; `startBot` then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** What is in hand when the bot stops gets this long, in milliseconds. */
const graceMs = 8_000;

/** Puts the product together and starts it: database → migrations → gateway → sender → http → schedule → updates. What was started is stopped again when a later part fails. */
export async function startBot(config: Config, options: StartOptions): Promise<RunningBot> {
  if (!isCronExpression(config.REMINDER_CRON))
    throw new Error('REMINDER_CRON: is not a cron expression that can come true, such as */15 * * * *');
  const undo: Undo = [];
  const stopping = new AbortController();
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopping.abort();
    stopped ??= undoAll(undo, options.log);
    return stopped;
  };
  try {
    return await assemble(config, options, undo, { signal: stopping.signal, stop });
  } catch (error) {
    await stop();
    // The database may go away after it was opened; whoever started the bot reads what to do all the same.
    throw describeUnavailable(error, config.DATABASE_URL);
  }
}

async function assemble(
  config: Config,
  { now, log, signal }: StartOptions,
  undo: Undo,
  stopping: { readonly signal: AbortSignal; readonly stop: () => Promise<void> },
): Promise<RunningBot> {
  const frameworks = loadFrameworks();
  const settings = {
    hrTelegramIds: config.HR_TELEGRAM_IDS,
    timeZone: config.TIME_ZONE,
    locale: config.LOCALE,
    sendRate: config.SEND_RATE,
    frameworks,
    lessons: loadLessons(frameworks),
    rules: loadRules(),
    abusiveWords: loadAbusiveWords(),
  };
  const registry = createRegistry(features);
  const database = await startDatabase(config, log, undo);
  signal?.throwIfAborted();
  const transport = transportOf(config);
  const gateway = await createGateway(config.BOT_LIBRARY, {
    token: config.BOT_TOKEN,
    apiRoot: config.TELEGRAM_API_ROOT,
    transport,
    log,
    now,
    ...(signal && { stop: signal }),
  });
  signal?.throwIfAborted();
  const metrics = createMetrics({
    outbox: () => readOutboxNumbers({ database, now, log }),
    pool: () => database.connections(),
  });
  const sender = createSender({
    database,
    gateway: countSends(gateway, 'outbox', metrics),
    now,
    log,
    rate: config.SEND_RATE,
    instance: `${hostname()}:${config.PORT}`,
    locale: config.LOCALE,
    askAgain: (telegramId, since) => askAgain(app, telegramId, since),
  });
  const broadcasts = createBroadcastKeeper({
    database,
    gateway: countSends(gateway, 'progress', metrics),
    now,
    log,
    rate: config.SEND_RATE,
    timeZone: config.TIME_ZONE,
    locale: config.LOCALE,
    onFilled: () => sender.wake(),
  });
  const wakeSender = () => {
    sender.wake();
    broadcasts.wake();
  };
  const replies = countSends(gateway, 'reply', metrics);
  const app: App = { database, gateway: replies, registry, settings, now, log, wakeSender, stopping: stopping.signal };
  const http = await serveAll(config, transport, app, metrics, undo);
  await sender.start();
  undo.push(() => sender.stop());
  broadcasts.start();
  undo.push(() => broadcasts.stop());
  const settling = keepSettling(app);
  undo.push(() => settling);
  const contact = keepContact(app);
  undo.push(() => contact.stopped);
  const schedule = startSchedule(app, {
    reminderCron: config.REMINDER_CRON,
    timeZone: config.TIME_ZONE,
    onSlot: metrics.slotCame,
    onJob: metrics.jobDone,
  });
  undo.push(() => schedule.stop());
  undo.push(() => gateway.stop(graceMs));
  await gateway.start(measureUpdates(createIncomingHandler(app), metrics));
  signal?.throwIfAborted();
  await contact.look();
  await offerDefaultCommands(app);
  log.info(
    { bot: gateway.identity.username, transport: config.BOT_TRANSPORT, library: config.BOT_LIBRARY },
    'The bot is ready.',
  );
  return {
    app,
    httpPort: http.admin.port,
    webhookPort: http.webhook?.port ?? null,
    ended: gateway.ended,
    async tick() {
      await contact.look();
      await schedule.tick();
    },
    firstLook: schedule.firstLook,
    idle: () => sender.idle(),
    stop: stopping.stop,
  };
}

function transportOf(config: Config): GatewaySettings['transport'] {
  if (config.BOT_TRANSPORT === 'polling') return { kind: 'polling' };
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret } = config;
  if (url === undefined || secret === undefined)
    throw new Error('The settings were not checked: a webhook needs an address and a secret.');
  return { kind: 'webhook', url, secret };
}
