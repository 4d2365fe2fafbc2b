import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { createBroadcastKeeper } from './app/broadcast/create-broadcast-keeper.ts';
import { loadAbusiveWords } from './app/citizen/load-abusive-words.ts';
import type { App, AppLog } from './app/core/app.ts';
import { errorForLog } from './app/core/error-for-log.ts';
import { createIncomingHandler } from './app/core/handle-incoming.ts';
import { offerDefaultCommands } from './app/core/offer-default-commands.ts';
import { createRegistry } from './app/core/registry.ts';
import { features } from './app/features.ts';
import { loadFrameworks, loadRules } from './app/framework/load-frameworks.ts';
import { loadLessons } from './app/lesson/load-lessons.ts';
import { keepSettling } from './app/period/keep-settling.ts';
import { createSender } from './app/send/create-sender.ts';
import type { Config } from './config.ts';
import { createMetrics, type Metrics, type OutboxNumbers } from './http/metrics.ts';
import { serveAdmin } from './http/serve-admin.ts';
import { type HttpServer, startHttp } from './http/start-http.ts';
import { productFile } from './root.ts';
import { isCronExpression } from './schedule/is-cron-expression.ts';
import { startSchedule } from './schedule/start-schedule.ts';
import { type Database, openDatabase } from './storage/database.ts';
import { startEmbeddedPostgres } from './storage/embedded-postgres.ts';
import { applyMigrations } from './storage/migrations.ts';
import { readOutboxDepth } from './storage/outbox-depth.ts';
import { createGateway } from './telegram/create-gateway.ts';
import type { Gateway, GatewayEnded, HandleIncoming } from './telegram/gateway.ts';
import { registerWebhook } from './telegram/webhook-route.ts';

/** A bot that runs. */
export interface RunningBot {
  readonly app: App;
  /** Port of /healthz, /livez and /metrics. */
  readonly httpPort: number;
  /** Port Telegram delivers to; null while the bot polls. */
  readonly webhookPort: number | null;
  /** Resolves when the bot cannot go on (token revoked, another poller took over). */
  readonly ended: Promise<GatewayEnded>;
  /** What cron would do now: finds who is due for a reminder. For the demo's clock and for tests. */
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

type Undo = (() => Promise<unknown>)[];

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
    throw error;
  }
}

/** The last part first. One that fails does not keep the others running. */
async function undoAll(undo: Undo, log: AppLog): Promise<void> {
  for (const stop of undo.splice(0).reverse()) {
    try {
      await stop();
    } catch (error) {
      log.error({ err: errorForLog(error) }, 'A part of the bot could not be stopped.');
    }
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
  const gateway = await createGateway(config.BOT_LIBRARY, {
    token: config.BOT_TOKEN,
    apiRoot: config.TELEGRAM_API_ROOT,
    transport: transportOf(config),
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
    gateway: counted(gateway, 'outbox', metrics),
    now,
    log,
    rate: config.SEND_RATE,
    instance: `${hostname()}:${config.PORT}`,
    locale: config.LOCALE,
  });
  const broadcasts = createBroadcastKeeper({
    database,
    gateway,
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
  const replies = counted(gateway, 'reply', metrics);
  const app: App = { database, gateway: replies, registry, settings, now, log, wakeSender, stopping: stopping.signal };
  const http = await serveAll(config, app, metrics, undo);
  await sender.start();
  undo.push(() => sender.stop());
  broadcasts.start();
  undo.push(() => broadcasts.stop());
  const settling = keepSettling(app);
  undo.push(() => settling);
  const schedule = startSchedule(app, {
    reminderCron: config.REMINDER_CRON,
    timeZone: config.TIME_ZONE,
    onSlot: metrics.slotCame,
    onJob: metrics.jobDone,
  });
  undo.push(() => schedule.stop());
  undo.push(() => gateway.stop(graceMs));
  await gateway.start(measured(createIncomingHandler(app), metrics));
  signal?.throwIfAborted();
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
    tick: () => schedule.tick(),
    firstLook: schedule.firstLook,
    idle: () => sender.idle(),
    stop: stopping.stop,
  };
}

async function startDatabase(config: Config, log: AppLog, undo: (() => Promise<unknown>)[]): Promise<Database> {
  let url = config.DATABASE_URL;
  if (url === undefined) {
    const embedded = await startEmbeddedPostgres({ dataDir: resolve(config.DATA_DIR), log });
    undo.push(() => embedded.stop());
    url = embedded.url;
  }
  const { applied } = await applyMigrations(url, productFile('prisma/migrations'));
  if (applied.length > 0) log.info({ applied }, 'The database was brought up to date.');
  const database = await openDatabase({ url });
  undo.push(() => database.close());
  return database;
}

/** Null while the database does not answer. */
async function readOutboxNumbers({
  database,
  now,
  log,
}: Pick<App, 'database' | 'now' | 'log'>): Promise<OutboxNumbers | null> {
  try {
    const { queued, sending, oldestDueAt } = await readOutboxDepth(database.client);
    const oldestSeconds = oldestDueAt === null ? 0 : Math.max(0, (now().getTime() - oldestDueAt.getTime()) / 1000);
    return { queued, sending, oldestSeconds };
  } catch (error) {
    log.warn({ err: errorForLog(error) }, 'The outbox could not be counted for /metrics.');
    return null;
  }
}

/** Longer than one long poll with its retries, in milliseconds: silence beyond this means that Telegram is not heard. */
const silenceMs = 120_000;

/** A poll is answered every half minute whatever happens; a webhook may be quiet all night, so there it counts that Telegram agreed to it. */
function hearsTelegram({ gateway, now }: App, transport: Config['BOT_TRANSPORT']): boolean {
  const heardAt = gateway.lastHeardAt();
  if (heardAt === null) return false;
  return transport === 'webhook' || now().getTime() - heardAt.getTime() < silenceMs;
}

function transportOf(config: Config) {
  if (config.BOT_TRANSPORT === 'polling') return { kind: 'polling' } as const;
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret } = config;
  if (url === undefined || secret === undefined)
    throw new Error('The settings were not checked: a webhook needs an address and a secret.');
  return { kind: 'webhook', url, secret } as const;
}

type Routes = Parameters<typeof startHttp>[0]['routes'];

/** The pages for operators and the webhook, each at its own address; at one where the settings say the same for both. */
async function serveAll(
  config: Config,
  app: App,
  metrics: Metrics,
  undo: Undo,
): Promise<{ readonly admin: HttpServer; readonly webhook: HttpServer | null }> {
  const { HOST, PORT, ADMIN_HOST, ADMIN_PORT, BOT_TRANSPORT } = config;
  const serve = async (host: string, port: number, settings: string, routes: Routes) => {
    const server = await startHttp({ address: { host, port, settings }, routes });
    undo.push(() => server.stop());
    return server;
  };
  const health = {
    database: () => app.database.isAlive(),
    telegram: () => hearsTelegram(app, BOT_TRANSPORT),
    stopping: () => app.stopping.aborted,
  };
  const admin: Routes = [(server) => serveAdmin(server, health, () => metrics.text())];
  const webhook: Routes = webhookRoutes(config, app.gateway, app.log);
  const together = PORT === ADMIN_PORT && HOST === ADMIN_HOST && PORT !== 0;
  if (together) {
    const server = await serve(HOST, PORT, 'PORT and HOST', [...admin, ...webhook]);
    return { admin: server, webhook: webhook.length === 0 ? null : server };
  }
  return {
    admin: await serve(ADMIN_HOST, ADMIN_PORT, 'ADMIN_PORT and ADMIN_HOST', admin),
    webhook: webhook.length === 0 ? null : await serve(HOST, PORT, 'PORT and HOST', webhook),
  };
}

/** None while the bot polls: nothing is delivered to it then. */
function webhookRoutes(config: Config, gateway: Gateway, log: AppLog): Routes {
  const transport = transportOf(config);
  if (transport.kind === 'polling') return [];
  const { url, secret } = transport;
  const path = new URL(url).pathname;
  return [(server) => registerWebhook(server, { path, secret, receive: (update) => gateway.receive(update), log })];
}

/** The gateway, with what becomes of each message it sends counted. */
function counted(gateway: Gateway, to: 'reply' | 'outbox', metrics: Metrics): Gateway {
  return {
    ...gateway,
    async send(chatId, message) {
      const delivery = await gateway.send(chatId, message);
      metrics.messageSent(to, delivery.state);
      return delivery;
    },
  };
}

function measured(handle: HandleIncoming, metrics: Metrics): HandleIncoming {
  return async (incoming) => {
    const began = performance.now();
    try {
      await handle(incoming);
      metrics.updateDone(incoming.kind, 'done', (performance.now() - began) / 1000);
    } catch (error) {
      metrics.updateDone(incoming.kind, 'kept', (performance.now() - began) / 1000);
      throw error;
    }
  };
}
