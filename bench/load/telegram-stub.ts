import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message of the bot as a questionnaire's user needs it: where it is, what it says, and which buttons it has. */
export interface Shown {
  readonly chatId: number;
  readonly messageId: number;
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly data: string }[];
}

export interface TelegramStub {
  readonly apiRoot: string;
  close(): Promise<void>;
}

/**
 * A Bot API that answers at once and checks nothing: what a bot is measured against has to cost the same for all and as little as can be. `onShown` hears every message that
 * was sent or edited, before the bot has its answer.
 */
export async function startTelegramStub(onShown: (shown: Shown) => void): Promise<TelegramStub> {
  let lastMessageId = 0;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const method = methodOf(request.url ?? '');
    readBody(request, (body) => answer(response, resultOf(method, body)));
  });

  function resultOf(method: string, body: string): unknown {
    switch (method) {
      case 'getme':
        return { id: 424242, is_bot: true, first_name: 'Bench', username: 'bench_bot' };
      case 'sendmessage':
      case 'editmessagetext': {
        const given = parse(body);
        const chatId = Number(given.chat_id);
        const messageId = method === 'sendmessage' ? ++lastMessageId : Number(given.message_id);
        const text = String(given.text ?? '');
        onShown({ chatId, messageId, text, buttons: buttonsOf(given.reply_markup) });
        return { message_id: messageId, date: 0, chat: { id: chatId, type: 'private', first_name: 'P' }, text };
      }
      default:
        return true;
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function methodOf(url: string): string {
  return (url.split('?')[0] ?? '').slice(url.lastIndexOf('/') + 1).toLowerCase();
}

function readBody(request: IncomingMessage, then: (body: string) => void): void {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => then(Buffer.concat(parts).toString('utf8')));
}

function answer(response: ServerResponse, result: unknown): void {
  const body = JSON.stringify({ ok: true, result });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** JSON, or a form where a library sends one. */
function parse(body: string): Record<string, unknown> {
  if (body.startsWith('{')) return JSON.parse(body);
  return Object.fromEntries(new URLSearchParams(body));
}

function buttonsOf(markup: unknown): Shown['buttons'] {
  const parsed = typeof markup === 'string' ? JSON.parse(markup) : markup;
  const rows: { text: string; callback_data?: string }[][] = parsed?.inline_keyboard ?? [];
  return rows.flat().map(({ text, callback_data }) => ({ text, data: callback_data ?? '' }));
}
