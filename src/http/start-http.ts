import fastify, { type FastifyInstance } from 'fastify';

/** What /healthz looks at. */
export interface Health {
  /** Whether the database answers. */
  database(): Promise<boolean>;
  /** When Telegram was last heard from, or null before the first time. */
  lastHeardAt(): Date | null;
  now(): Date;
}

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly health: Health;
  /** Text of GET /metrics in Prometheus' format, with its content type. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** Adds further routes (the webhook) before the server listens. */
  readonly routes?: (app: FastifyInstance) => void;
}

export interface HttpServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Longer than one long poll with its retries: silence beyond this means Telegram is not heard. */
const silenceMs = 120_000;

/** Serves /healthz and /metrics, and the webhook where there is one. Throws when the port is taken. */
export async function startHttp({ host, port, health, metrics, routes }: HttpOptions): Promise<HttpServer> {
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.get('/healthz', async (_request, reply) => {
    const heardAt = health.lastHeardAt();
    const telegram = heardAt !== null && health.now().getTime() - heardAt.getTime() < silenceMs;
    const database = await health.database();
    return reply.code(database && telegram ? 200 : 503).send({ database, telegram });
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics();
    return reply.header('content-type', contentType).send(text);
  });
  routes?.(app);
  await app.listen({ host, port });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () => app.close(),
  };
}
