import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Milliseconds after which an unused connection is closed: sooner than Telegram does, because a request on a connection it just closed ends in doubt. */
const idleMs = 15_000;

/** Connections that are used again, for either kind of Bot API root. */
export function keepAliveAgent(apiRoot: string): HttpAgent {
  const options = { keepAlive: true, timeout: idleMs };
  return apiRoot.startsWith('https:') ? new HttpsAgent(options) : new HttpAgent(options);
}
