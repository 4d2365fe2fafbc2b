import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** A plain load balancer on loopback: requests go to the processes in turn, whatever is in them, and nothing is known about who they are from. */
export interface Balancer {
  readonly port: number;
  /** Puts a process into the turn. */
  add(port: number): void;
  remove(port: number): void;
  /** Requests each process answered, by its port. */
  answered(port: number): number;
  stop(): Promise<void>;
}

/**
 * Starts it. A process that cannot be connected to is passed over; a request that broke off after it was sent is answered with 502, as nobody knows what became of it. A status from a process is
 * handed on as it is, also a 503.
 */
export async function startBalancer(): Promise<Balancer> {
  const answered = new Map<number, number>();
  const targets: number[] = [];
  const server = createServer((incoming, outgoing) => {
    readBody(incoming).then(
      (body) => tryNext(incoming, outgoing, body, targets.length),
      () => outgoing.destroy(),
    );
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });

  function tryNext(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, left: number): void {
    const target = targets.shift();
    if (target === undefined || left === 0) {
      if (target !== undefined) targets.push(target);
      outgoing.writeHead(502).end();
      return;
    }
    targets.push(target);
    let connected = false;
    const attempt = request({
      host: '127.0.0.1',
      port: target,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, connection: 'close', 'content-length': body.byteLength },
      agent: false,
    });
    attempt.on('socket', (socket) =>
      socket.once('connect', () => {
        connected = true;
      }),
    );
    attempt.on('error', () => {
      if (!connected) tryNext(incoming, outgoing, body, left - 1);
      else if (!outgoing.headersSent) outgoing.writeHead(502).end();
      else outgoing.destroy();
    });
    attempt.on('response', (response) => {
      answered.set(target, (answered.get(target) ?? 0) + 1);
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.on('error', () => outgoing.destroy());
      response.pipe(outgoing);
    });
    attempt.end(body);
  }

  return {
    port,
    add: (target) => void targets.push(target),
    remove(target) {
      const at = targets.indexOf(target);
      if (at >= 0) targets.splice(at, 1);
    },
    answered: (target) => answered.get(target) ?? 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
