import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';

/** What /healthz looks at. */
export interface Health {
  /** Whether the database answers. */
  database(): Promise<boolean>;
  /** Whether Telegram is heard. */
  telegram(): boolean;
}

/** The address to listen on cannot be had; the words say what to do. */
export class CannotListen extends Error {
  constructor(host: string, port: number, code: string, cause: unknown) {
    const why = reasons[code] ?? `cannot be listened on (${code})`;
    super(
      `Port ${port} on ${host} ${why}. Set PORT and HOST to an address that is free, or end the program that has it.`,
      {
        cause,
      },
    );
    this.name = 'CannotListen';
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not an address of this machine',
};

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

const listenErrorSchema = z.object({ code: z.string() });

/** Serves /healthz and /metrics, and the webhook where there is one. Throws `CannotListen`. */
export async function startHttp({ host, port, health, metrics, routes }: HttpOptions): Promise<HttpServer> {
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.get('/healthz', async (_request, reply) => {
    const telegram = health.telegram();
    const database = await health.database();
    return reply.code(database && telegram ? 200 : 503).send({ database, telegram });
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics();
    return reply.header('content-type', contentType).send(text);
  });
  routes?.(app);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const { code } = listenErrorSchema.parse(error);
    throw new CannotListen(host, port, code, error);
  }
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () => app.close(),
  };
}
