import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { GatewayLog } from './gateway.ts';

/**
 * The address Telegram posts updates to. Answers 200 only after `receive` resolved, with what that gave, which confirms the update; 503 when it rejects (also while the
 * gateway stops), so that Telegram delivers again; 401 without the secret, before a byte of the body is read; 400 for what is not JSON, 415 for what does not say it is; 413 above 1 MB.
 */
export function registerWebhook(
  app: FastifyInstance,
  options: {
    readonly path: string;
    readonly secret: string;
    readonly receive: (update: unknown) => Promise<object>;
    readonly log: GatewayLog;
  },
): void {
  const { path, secret, receive, log } = options;
  // Fastify reads it by itself.
  app.removeContentTypeParser('text/plain');
  app.route({
    method: 'POST',
    url: path,
    bodyLimit: 1024 * 1024,
    onRequest: async (request, reply) => {
      if (sameSecret(request.headers['x-telegram-bot-api-secret-token'], secret)) return;
      log.warn({ from: request.ip }, 'A webhook request without the right secret was refused');
      return reply.code(401).send({ error: 'unauthorized' });
    },
    handler: async (request, reply) => {
      let answer: object;
      try {
        answer = await receive(request.body);
      } catch (error) {
        log.warn({ err: error }, 'An update from the webhook was not taken; Telegram will deliver it again');
        return reply.code(503).header('retry-after', '2').send({ error: 'try again' });
      }
      return reply.code(200).send(answer);
    },
  });
}

/** Compared by hash, so that neither the time it takes nor its length tells anything about the secret. */
function sameSecret(given: string | string[] | undefined, secret: string): boolean {
  return typeof given === 'string' && timingSafeEqual(sha256(given), sha256(secret));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
