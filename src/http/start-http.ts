import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';

/** The address to listen on cannot be had; the words say what to do. */
export class CannotListen extends Error {
  constructor(address: HttpOptions['address'], code: string, cause: unknown) {
    const { host, port, settings } = address;
    const why = reasons[code] ?? `cannot be listened on (${code})`;
    super(
      `Port ${port} on ${host} ${why}. Set ${settings} to an address that is free, or end the program that has it.`,
      { cause },
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
  readonly address: {
    readonly host: string;
    /** 0 takes any free port. */
    readonly port: number;
    /** Names of the settings that chose it, for whoever has to choose another. */
    readonly settings: string;
  };
  /** What is served there; every other path is 404. */
  readonly routes: readonly ((app: FastifyInstance) => void)[];
}

export interface HttpServer {
  readonly port: number;
  stop(): Promise<void>;
}

const listenErrorSchema = z.object({ code: z.string() });

/** Serves these routes on one address. Throws `CannotListen`. */
export async function startHttp({ address, routes }: HttpOptions): Promise<HttpServer> {
  const app = fastify({ logger: false, forceCloseConnections: true });
  for (const add of routes) add(app);
  try {
    await app.listen({ host: address.host, port: address.port });
  } catch (error) {
    await app.close();
    const { code } = listenErrorSchema.parse(error);
    throw new CannotListen(address, code, error);
  }
  const bound = app.server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : address.port,
    stop: () => app.close(),
  };
}
