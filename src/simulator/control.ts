import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from './api/call.ts';
import type { SimulatorEvent } from './events.ts';
import type { Opening } from './opening.ts';
import type { Person } from './person.ts';
import { simMessage, simPerson } from './sim-message.ts';
import type { World } from './world.ts';

/** What the page shows and moves. */
interface ControlSource {
  readonly world: World;
  person(id: number): Person | undefined;
  tour(): unknown;
  opening(): Opening;
  choose(key: string | null): void;
}

/** The page at `/` and the control API it uses at `/sim/*`. Only a page on this machine may use it: another Origin or Host is refused with 403. */
export function serveControl(app: FastifyInstance, source: ControlSource, done: () => void): void {
  const { world } = source;
  void app.register(multipart, { limits: { fileSize: 64 * 1024 * 1024, files: 1 } });
  app.addHook('onRequest', async (request, reply) => {
    if (isLocal(request)) return;
    await reply.code(403).send({ error: 'The simulator is for this machine only.' });
  });
  app.get('/sim/state', async () => ({
    now: world.clock.now().toISOString(),
    bot: { id: world.bot.id, username: world.bot.username, name: world.bot.name },
    tour: source.tour(),
    opening: source.opening(),
    people: [...world.people.values()].map((record) => simPerson(world, record, true)),
  }));
  app.get('/sim/events', (request, reply) => streamEvents(world, request, reply));
  app.post<PersonRoute>('/sim/people/:id/text', async (request, reply) => {
    const text = isObject(request.body) ? request.body.text : undefined;
    if (typeof text !== 'string') return fail(reply, 400, 'A text is needed.');
    return act(source, request, reply, (person) => {
      for (let at = 0; at < Math.max(text.length, 1); at += 4_096) person.send(text.slice(at, at + 4_096));
      return { ok: true };
    });
  });
  app.post<PersonRoute>('/sim/people/:id/press', async (request, reply) =>
    act(source, request, reply, (person) => {
      const { messageId, row, column } = isObject(request.body) ? request.body : {};
      const message = person.messages().find(({ id }) => id === messageId);
      const button = message?.keyboard[Number(row)]?.[Number(column)];
      if (message === undefined || button?.kind !== 'callback') throw new Error('This button is not there any more.');
      return { queryId: person.pressRaw(message.id, button.data).queryId };
    }),
  );
  app.post<PersonRoute>('/sim/people/:id/file', (request, reply) => receiveFile(source, request, reply));
  app.post<PersonRoute>('/sim/people/:id/block', async (request, reply) =>
    act(source, request, reply, (person) => {
      person.block();
      return { blocked: true };
    }),
  );
  app.post<PersonRoute>('/sim/people/:id/unblock', async (request, reply) =>
    act(source, request, reply, (person) => {
      person.unblock();
      return { blocked: false };
    }),
  );
  app.post('/sim/choice', async (request, reply) => choose(source, request, reply));
  app.post('/sim/clock', async (request, reply) => moveClock(world, request, reply));
  app.get<{ Params: { fileId: string } }>('/sim/files/:fileId', async (request, reply) => {
    const file = world.files.get(request.params.fileId);
    if (file === undefined) return fail(reply, 404, 'There is no such file.');
    const picture = /^image\/(png|jpeg|gif|webp)$/.test(file.mime);
    return reply
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', 'sandbox')
      .header(
        'content-disposition',
        `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      .type(file.mime)
      .send(file.bytes);
  });
  app.get('/', (_request, reply) => sendPageFile('index.html', reply));
  app.get<{ Params: { file: string } }>('/:file', (request, reply) => sendPageFile(request.params.file, reply));
  done();
}

interface PersonRoute {
  Params: { id: string };
}

function isLocal(request: FastifyRequest): boolean {
  const { host, origin } = request.headers;
  if (!isLoopback(`http://${host ?? ''}`)) return false;
  return origin === undefined || isLoopback(origin);
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function fail(reply: FastifyReply, code: number, error: string): FastifyReply {
  return reply.code(code).send({ error });
}

/** Lets a person do something; what Telegram's apps would not allow becomes 409 with the reason. */
async function act(
  source: ControlSource,
  request: FastifyRequest<PersonRoute>,
  reply: FastifyReply,
  deed: (person: Person) => Record<string, unknown>,
): Promise<FastifyReply> {
  const person = source.person(Number(request.params.id));
  if (person === undefined) return fail(reply, 404, 'There is no such person.');
  try {
    return await reply.send(deed(person));
  } catch (error) {
    return fail(reply, 409, error instanceof Error ? error.message : String(error));
  }
}

async function receiveFile(
  source: ControlSource,
  request: FastifyRequest<PersonRoute>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!request.isMultipart()) return fail(reply, 415, 'A multipart form is needed.');
  const fields = new Map<string, string>();
  let file: { name: string; mime: string; bytes: Uint8Array } | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') fields.set(part.fieldname, String(part.value));
    else file = { name: part.filename ?? 'file', mime: part.mimetype, bytes: await part.toBuffer() };
  }
  if (file === null) return fail(reply, 400, 'A file is needed.');
  const upload = {
    ...file,
    as: fields.get('as') === 'photo' ? ('photo' as const) : ('document' as const),
    caption: fields.get('caption') ?? '',
  };
  return act(source, request, reply, (person) => {
    person.upload(upload);
    return { ok: true };
  });
}

/** A visitor chooses what to see, or (null) goes back to the choice; refused while something is being prepared. */
function choose(source: ControlSource, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { key } = isObject(request.body) ? request.body : {};
  const { stage, choices } = source.opening();
  if (key !== null && !choices.some((choice) => choice.key === key))
    return fail(reply, 404, 'There is no such choice.');
  if (stage === 'preparing') return fail(reply, 409, 'Something is being prepared already.');
  source.choose(key === null ? null : String(key));
  return reply.send({ ok: true });
}

function moveClock(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { advanceMs, to } = isObject(request.body) ? request.body : {};
  if (typeof advanceMs === 'number' && Number.isFinite(advanceMs)) world.clock.advance(advanceMs);
  else if (typeof to === 'string' && !Number.isNaN(Date.parse(to))) world.clock.set(new Date(to));
  else return fail(reply, 400, 'Either advanceMs (a number) or to (an ISO time) is needed.');
  return reply.send({ now: world.clock.now().toISOString() });
}

function streamEvents(world: World, request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = reply.hijack();
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
  raw.write(': hello\n\n');
  const remove = world.events.on((event) => {
    const data = eventData(world, event);
    if (data !== null) raw.write(`event: ${event.type}\ndata: ${JSON.stringify(data)}\n\n`);
  });
  request.raw.on('close', remove);
}

function eventData(world: World, event: SimulatorEvent): Record<string, unknown> | null {
  switch (event.type) {
    case 'message':
    case 'edit':
      return { personId: event.personId, message: simMessage(event.message) };
    case 'delete':
      return { personId: event.personId, messageId: event.messageId };
    case 'answer':
      return { personId: event.personId, queryId: event.queryId, text: event.text, alert: event.alert };
    case 'commands': {
      const record = world.people.get(event.personId);
      return record === undefined
        ? null
        : { personId: event.personId, commands: simPerson(world, record, false).commands };
    }
    case 'person': {
      const record = world.people.get(event.personId);
      return record === undefined ? null : { person: simPerson(world, record, false) };
    }
    case 'blocked':
      return { personId: event.personId, blocked: event.blocked };
    case 'opening':
      return {};
    case 'clock':
      return { now: event.now.toISOString() };
    default:
      return event satisfies never;
  }
}

const PAGE = new URL('./page/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

async function sendPageFile(name: string, reply: FastifyReply): Promise<FastifyReply> {
  const type = TYPES[extname(name)];
  if (type === undefined || !/^[A-Za-z0-9_.-]+$/.test(name)) return fail(reply, 404, 'There is no such page.');
  try {
    const bytes = await readFile(new URL(name, PAGE));
    return await reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .type(type)
      .send(bytes);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return fail(reply, 404, 'There is no such page.');
    throw error;
  }
}
