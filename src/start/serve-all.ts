import type { App } from '../app/core/app.ts';
import type { Config } from '../config.ts';
import type { Metrics } from '../http/metrics.ts';
import { serveAdmin } from '../http/serve-admin.ts';
import { type HttpServer, startHttp } from '../http/start-http.ts';
import type { GatewaySettings } from '../telegram/gateway.ts';
import { registerWebhook } from '../telegram/webhook-route.ts';
import type { Undo } from './undo-all.ts';

/** The pages for operators and the webhook, each at its own address; at one where the settings say the same for both. */
export async function serveAll(
  { HOST, PORT, ADMIN_HOST, ADMIN_PORT }: Config,
  transport: Transport,
  app: App,
  metrics: Metrics,
  undo: Undo,
): Promise<{ readonly admin: HttpServer; readonly webhook: HttpServer | null }> {
  const serve = async (host: string, port: number, settings: string, routes: Routes) => {
    const server = await startHttp({ address: { host, port, settings }, routes });
    undo.push(() => server.stop());
    return server;
  };
  const health = {
    database: () => app.database.isAlive(),
    telegram: () => hearsTelegram(app, transport),
    stopping: () => app.stopping.aborted,
  };
  const admin: Routes = [(server) => serveAdmin(server, health, () => metrics.text())];
  const webhook: Routes = webhookRoutes(transport, app);
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
function webhookRoutes(transport: Transport, { gateway, log }: App): Routes {
  if (transport.kind === 'polling') return [];
  const { url, secret } = transport;
  const path = new URL(url).pathname;
  return [(server) => registerWebhook(server, { path, secret, receive: (update) => gateway.receive(update), log })];
}

/** Longer than one long poll with its retries, in milliseconds: silence beyond this means that Telegram is not heard. */
const silenceMs = 120_000;

/** A poll is answered every half minute whatever happens; a webhook may be quiet all night, so there it counts that Telegram agreed to it. */
function hearsTelegram({ gateway, now }: App, transport: Transport): boolean {
  const heardAt = gateway.lastHeardAt();
  if (heardAt === null) return false;
  return transport.kind === 'webhook' || now().getTime() - heardAt.getTime() < silenceMs;
}

type Routes = Parameters<typeof startHttp>[0]['routes'];
type Transport = GatewaySettings['transport'];
