import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createGateway } from '../../src/telegram/create-gateway.ts';
import { type Gateway, TokenRefused } from '../../src/telegram/gateway.ts';
import { listeningPort } from './listening-port.ts';
import { recordLog } from './record-log.ts';

const token = '99:a-secret-that-must-not-be-logged';
const message = { html: 'halo', keyboard: [] };

/** What stands between the bot and Telegram (a proxy, a closed port, a revoked token), which the simulator never is. */
describe.each(['grammy', 'telegraf'] as const)('a bad network under %s', (library) => {
  const cleanUp: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  });

  async function startServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const server = createServer(answer);
    const close = (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    cleanUp.push(close);
    const port = await listeningPort(server);
    return { apiRoot: `http://127.0.0.1:${port}`, close };
  }

  async function makeGateway(apiRoot: string): Promise<{ gateway: Gateway; log: ReturnType<typeof recordLog> }> {
    const log = recordLog();
    const gateway = await createGateway(library, {
      token,
      apiRoot,
      transport: { kind: 'polling' },
      log,
      now: () => new Date(),
      pace: { request: { firstMs: 1, mostMs: 5 }, deadlineMs: 200 },
    });
    return { gateway, log };
  }

  it('waits for Telegram to come up and never logs the token', async () => {
    let calls = 0;
    const { apiRoot } = await startServer((_, response) => {
      calls += 1;
      if (calls === 1) response.socket?.destroy();
      else if (calls === 2) page(response, 502);
      else if (calls === 3)
        json(response, 429, {
          ok: false,
          error_code: 429,
          description: 'Too Many Requests',
          parameters: { retry_after: 0 },
        });
      else getMe(response);
    });
    const { gateway, log } = await makeGateway(apiRoot);
    expect(gateway.identity).toEqual({ id: 99, username: 'dialog_kinerja_bot' });
    expect(log.lines).toHaveLength(3);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });

  it.each([401, 404])('names a token that Telegram does not know, told by %i', async (code) => {
    const { apiRoot } = await startServer((_, response) =>
      json(response, code, { ok: false, error_code: code, description: 'No' }),
    );
    await expect(makeGateway(apiRoot)).rejects.toBeInstanceOf(TokenRefused);
  });

  it('reaches a Bot API below a path', async () => {
    const paths: (string | undefined)[] = [];
    const { apiRoot } = await startServer((request, response) => {
      paths.push(request.url);
      getMe(response);
    });
    await makeGateway(`${apiRoot}/telegram`);
    expect(paths).toEqual([`/telegram/bot${token}/getMe`]);
  });

  it('knows that a message did not arrive where only a proxy answered', async () => {
    const { apiRoot } = await startServer((request, response) =>
      isGetMe(request) ? getMe(response) : page(response, 502),
    );
    const { gateway } = await makeGateway(apiRoot);
    expect(await gateway.send(7, message)).toMatchObject({ state: 'unreachable' });
  });

  it('knows that a message did not arrive where nobody listens', async () => {
    const { apiRoot, close } = await startServer((_, response) => getMe(response.setHeader('connection', 'close')));
    const { gateway } = await makeGateway(apiRoot);
    await close();
    expect(await gateway.send(7, message)).toEqual({ state: 'unreachable', why: 'ECONNREFUSED' });
    await expect(gateway.download('file', 100)).rejects.toMatchObject({ code: 'not-available' });
  });

  it('does not claim to know what became of a message when nobody answers in time, or half an answer comes', async () => {
    const { apiRoot } = await startServer((request, response) => {
      if (isGetMe(request)) getMe(response);
      else if (request.url?.endsWith('sendPhoto')) {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"ok":true,');
        setImmediate(() => response.socket?.destroy());
      }
    });
    const { gateway } = await makeGateway(apiRoot);
    expect(await gateway.send(7, message)).toMatchObject({ state: 'unknown' });
    expect(await gateway.send(7, { ...message, file: { as: 'photo', fileId: 'f' } })).toMatchObject({
      state: 'unknown',
    });
  });

  it('ends for good when the token is revoked while a message is sent, and the message can be sent again', async () => {
    const { apiRoot } = await startServer((request, response) =>
      isGetMe(request)
        ? getMe(response)
        : json(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' }),
    );
    const { gateway } = await makeGateway(apiRoot);
    expect(await gateway.send(7, message)).toMatchObject({ state: 'unreachable' });
    expect(await gateway.ended).toEqual({ reason: 'token-revoked' });
  });
});

function isGetMe(request: IncomingMessage): boolean {
  return request.url?.endsWith('/getMe') === true;
}

function getMe(response: ServerResponse): void {
  json(response, 200, {
    ok: true,
    result: { id: 99, is_bot: true, first_name: 'Dialog Kinerja', username: 'dialog_kinerja_bot' },
  });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>');
}
