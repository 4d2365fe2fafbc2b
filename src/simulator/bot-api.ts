import { setTimeout as wait } from 'node:timers/promises';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Call, isObject, type UploadedPart } from './api/call.ts';
import { findMethod } from './api/methods.ts';
import { MAX_UPLOAD_BYTES } from './api/read-media.ts';
import { refusalBody, runCall } from './api/run-call.ts';
import { ApiRefusal, badRequest } from './api-refusal.ts';
import type { RecordedCalls } from './recorded-calls.ts';
import type { World } from './world.ts';

interface BotApiSource {
  readonly world: World;
  readonly calls: RecordedCalls;
}

/** `/bot<token>/<method>` and `/file/bot<token>/<path>`, with JSON, form and multipart bodies and query parameters, by GET and POST. */
export function serveBotApi(app: FastifyInstance, { world, calls }: BotApiSource, done: () => void): void {
  app.removeAllContentTypeParsers();
  void app.register(multipart, {
    limits: { fileSize: MAX_UPLOAD_BYTES, files: 20, fields: 200, fieldSize: 1_000_000 },
  });
  app.addContentTypeParser(
    /^application\/(json|x-www-form-urlencoded)/,
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, ''));
  app.route({
    method: ['GET', 'POST'],
    url: '/bot*',
    handler: (request, reply) => answerMethod(world, calls, request, reply),
  });
  app.route({ method: 'GET', url: '/file/bot*', handler: (request, reply) => answerDownload(world, request, reply) });
  done();
}

async function answerMethod(
  world: World,
  calls: RecordedCalls,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const gone = new AbortController();
  reply.raw.on('close', () => gone.abort());
  try {
    const { token, rest } = splitPath(request.url, '/bot');
    checkToken(world, token);
    const method = findMethod(rest);
    if (method === undefined) throw new ApiRefusal(404, 'Not Found');
    const { parameters, uploads } = await readRequest(request);
    const call = new Call({ method: method.name, parameters, uploads, gone: gone.signal });
    const answer = await runCall(world, calls, call, method.run);
    if (answer.kind === 'dropped') reply.hijack().raw.destroy();
    else await reply.code(answer.status).send(answer.body);
  } catch (error) {
    await refuse(reply, error);
  }
}

async function answerDownload(world: World, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  try {
    const { token, rest } = splitPath(request.url, '/file/bot');
    checkToken(world, token);
    const fault = world.faults.take('download', null);
    if (fault?.type === 'slow') await wait(fault.ms);
    if (fault?.type === 'reset' || fault?.type === 'outage') {
      reply.hijack().raw.destroy();
      return;
    }
    if (fault?.type === '5xx') throw new ApiRefusal(fault.status, 'Bad Gateway');
    const file = world.files.at(rest);
    if (file === undefined) throw new ApiRefusal(404, 'Not Found');
    await reply.type('application/octet-stream').send(file.bytes);
  } catch (error) {
    await refuse(reply, error);
  }
}

/** Sends Telegram's error object; anything but a refusal is a bug of the simulator and says so. */
async function refuse(reply: FastifyReply, error: unknown): Promise<void> {
  const refusal =
    error instanceof ApiRefusal ? error : new ApiRefusal(500, `Internal Server Error: simulator: ${String(error)}`);
  await reply.code(refusal.code).send(refusalBody(refusal));
}

function splitPath(url: string, prefix: string): { token: string; rest: string } {
  const path = decodeURIComponent(url.split('?')[0] ?? '').slice(prefix.length);
  const slash = path.indexOf('/');
  return slash < 0 ? { token: path, rest: '' } : { token: path.slice(0, slash), rest: path.slice(slash + 1) };
}

function checkToken(world: World, token: string): void {
  if (!/^\d+:[A-Za-z0-9_-]+$/.test(token)) throw new ApiRefusal(404, 'Not Found');
  if (token !== world.bot.token || world.faults.tokenRevoked()) throw new ApiRefusal(401, 'Unauthorized');
}

interface ReadRequest {
  readonly parameters: Record<string, unknown>;
  readonly uploads: Map<string, UploadedPart>;
}

async function readRequest(request: FastifyRequest): Promise<ReadRequest> {
  const query = request.url.split('?')[1] ?? '';
  const parameters: Record<string, unknown> = Object.fromEntries(new URLSearchParams(query));
  const uploads = new Map<string, UploadedPart>();
  if (request.isMultipart()) await readParts(request, parameters, uploads);
  else Object.assign(parameters, readBody(request));
  return { parameters, uploads };
}

function readBody(request: FastifyRequest): Record<string, unknown> {
  const body = typeof request.body === 'string' ? request.body : '';
  if (body.trim() === '') return {};
  if (!request.headers['content-type']?.startsWith('application/json'))
    return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    if (isObject(parsed)) return { ...parsed };
  } catch {
    throw badRequest("can't parse JSON object");
  }
  throw badRequest('object expected as JSON body');
}

async function readParts(
  request: FastifyRequest,
  parameters: Record<string, unknown>,
  uploads: Map<string, UploadedPart>,
): Promise<void> {
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') parameters[part.fieldname] = part.value;
      else {
        const bytes = await part.toBuffer();
        uploads.set(part.fieldname, { name: part.filename ?? 'file', mime: part.mimetype, bytes });
      }
    }
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 413)
      throw new ApiRefusal(413, 'Request Entity Too Large');
    throw error;
  }
}
