import type { FastifyInstance } from 'fastify';

/** What /healthz looks at. */
export interface Health {
  /** Whether the database answers. */
  database(): Promise<boolean>;
  /** Whether Telegram is heard. */
  telegram(): boolean;
  /** Whether the bot is on its way out: it finishes what is in hand and takes nothing new. */
  stopping(): boolean;
}

/**
 * The pages for operators. GET /healthz says whether updates can be given to this process: 200, or 503 where the database or Telegram is away and from the moment a stop has
 * begun. GET /livez is 200 as long as the process answers at all: a restart would not bring a database back. GET /metrics has the numbers, in Prometheus' format.
 */
export function serveAdmin(
  app: FastifyInstance,
  health: Health,
  metrics: () => Promise<{ readonly contentType: string; readonly text: string }>,
): void {
  app.get('/healthz', async (_request, reply) => {
    const telegram = health.telegram();
    const database = await health.database();
    const stopping = health.stopping();
    return reply
      .code(database && telegram && !stopping ? 200 : 503)
      .send({ database, telegram, ...(stopping && { stopping }) });
  });
  app.get('/livez', async (_request, reply) => reply.code(200).send({ alive: true }));
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics();
    return reply.header('content-type', contentType).send(text);
  });
}
