import { badRequest, conflict } from '../api-refusal.ts';
import { unixTime } from '../bot-api-objects.ts';
import type { Call, Method } from './call.ts';

const MAX_TIMEOUT_SECONDS = 50;
const MAX_UPDATES = 100;

/** Long polling. An offset confirms everything below it, a negative one everything but the newest. */
export const getUpdates: Method = async (world, call) => {
  if (world.webhook.get() !== null) {
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  world.queue.allow(readAllowed(call));
  const limit = call.integer('limit', MAX_UPDATES);
  const seconds = Math.min(Math.max(call.integer('timeout', 0), 0), MAX_TIMEOUT_SECONDS);
  const updates = await world.poll.poll({
    offset: call.integer('offset', 0),
    limit: limit < 1 || limit > MAX_UPDATES ? MAX_UPDATES : limit,
    timeoutMs: seconds * 1_000,
    gone: call.gone,
  });
  return { result: updates };
};

/** Sets the webhook, or takes it away when the URL is empty. Plain HTTP is allowed on loopback only, other hosts cannot be reached from here. */
export const setWebhook: Method = (world, call) => {
  const url = call.text('url');
  if (url === '') return deleteWebhook(world, call);
  const secret = call.text('secret_token');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  checkUrl(url);
  const connections = call.integer('max_connections', 40);
  const webhook = { url, secret, maxConnections: Math.min(Math.max(connections, 1), 100) };
  world.queue.allow(readAllowed(call));
  if (call.flag('drop_pending_updates')) world.queue.keepNewest(0);
  const before = world.webhook.get();
  world.poll.endWith(conflict('terminated by setWebhook request'));
  if (
    before !== null &&
    before.url === url &&
    before.secret === secret &&
    before.maxConnections === webhook.maxConnections
  ) {
    return { result: true, description: 'Webhook is already set' };
  }
  world.webhook.set(webhook);
  return { result: true, description: 'Webhook was set' };
};

export const deleteWebhook: Method = (world, call) => {
  if (call.flag('drop_pending_updates')) world.queue.keepNewest(0);
  if (world.webhook.get() === null) return { result: true, description: 'Webhook is already deleted' };
  world.webhook.set(null);
  return { result: true, description: 'Webhook was deleted' };
};

export const getWebhookInfo: Method = (world) => {
  const webhook = world.webhook.get();
  const failure = world.webhook.lastFailure();
  const allowed = world.queue.allowedKinds();
  return {
    result: {
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: world.queue.pending().length,
      ...(webhook === null ? {} : { max_connections: webhook.maxConnections, ip_address: '127.0.0.1' }),
      ...(failure === null ? {} : { last_error_date: unixTime(failure.at), last_error_message: failure.message }),
      ...(allowed === null ? {} : { allowed_updates: allowed }),
    },
  };
};

function readAllowed(call: Call): string[] | null {
  const value = call.json('allowed_updates', 'allowed_updates');
  if (!Array.isArray(value)) return null;
  return value.filter((kind: unknown) => typeof kind === 'string');
}

function checkUrl(text: string): void {
  const wrong = (why: string): Error => badRequest(`bad webhook: ${why}`);
  if (!URL.canParse(text)) throw badRequest('invalid webhook URL specified');
  const url = new URL(text);
  if (['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) && ['http:', 'https:'].includes(url.protocol)) return;
  if (url.protocol !== 'https:') throw wrong('An HTTPS URL must be provided for webhook');
  if (!['', '443', '80', '88', '8443'].includes(url.port))
    throw wrong('Webhook can be set up only on ports 80, 88, 443 or 8443');
  throw wrong('Failed to resolve host: Name or service not known');
}
