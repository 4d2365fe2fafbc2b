import { z } from 'zod';
import type { RequestFailure } from './bot-library.ts';

/** What node-fetch, which both libraries use, throws: `type` says what went wrong, `code` is Node's own code for a `system` error. */
const fetchErrorSchema = z.object({ type: z.string(), code: z.string().optional(), message: z.string() });

const noConnection = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
]);

/**
 * Tells a request that certainly never reached Telegram from one that may have. Null for an error that does not come from the network.
 * The answer names only the cause: node-fetch's own message holds the URL, and that holds the token.
 */
export function networkFailure(error: unknown): RequestFailure | null {
  const parsed = fetchErrorSchema.safeParse(error);
  if (!parsed.success) return null;
  const { type, code, message } = parsed.data;
  const why = code ?? type;
  // A whole answer that is not JSON was written by something in front of Telegram, as a rule "502 Bad Gateway" during an outage.
  if (type === 'invalid-json') return { kind: 'not-sent', why: 'the answer is not from the Bot API' };
  return neverConnected(code, message) ? { kind: 'not-sent', why } : { kind: 'unsure', why };
}

function neverConnected(code: string | undefined, message: string): boolean {
  if (code === undefined) return false;
  // The same code stands for a connection that never came about and for one that broke; only the message tells them apart.
  if (code === 'ETIMEDOUT') return !/\b(read|write) ETIMEDOUT/.test(message);
  if (code === 'ECONNRESET') return message.includes('before secure TLS connection was established');
  return noConnection.has(code) || /CERT|UNABLE_TO_(GET|VERIFY)/.test(code);
}
