import { timingSafeEqual } from 'node:crypto';
import { fastify } from 'fastify';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { registerWebhook } from '../../src/telegram/webhook-route.ts';

// The real comparison, watched.
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return { ...crypto, timingSafeEqual: vi.fn(crypto.timingSafeEqual) };
});
beforeEach(() => {
  vi.mocked(timingSafeEqual).mockClear();
});

const silent = { info() {}, warn() {}, error() {} };

describe('the webhook address', () => {
  it('answers 200 only after the update is taken', async () => {
    const { app, finish, started } = webhook();
    const answer = post(app, '{"update_id":1}');
    let answered = false;
    void answer.then(() => {
      answered = true;
    });
    await started;
    expect(answered).toBe(false);
    finish();
    expect((await answer).statusCode).toBe(200);
    expect((await answer).json()).toEqual({ method: 'answerCallbackQuery', callback_query_id: '7' });
  });

  it('asks Telegram to deliver again when the update cannot be taken now', async () => {
    const { app, fail } = webhook();
    fail();
    const answer = await post(app, '{"update_id":1}');
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it.each([
    ['a wrong secret', 'wrong'],
    ['no secret', undefined],
    ['an empty one', ''],
  ])('refuses %s', async (_, secret) => {
    const { app, received } = webhook();
    expect((await post(app, '{"update_id":1}', secret)).statusCode).toBe(401);
    expect(received).toEqual([]);
  });

  it.each(['s3cret', 's3cre', 's3creu', 'S3CRET', 'x'.repeat(10_000), ''])(
    'compares %.10j in the time any other takes: as many bytes, all of them',
    async (given) => {
      const { app, finish } = webhook();
      finish();
      expect((await post(app, '{"update_id":1}', given)).statusCode).toBe(given === 's3cret' ? 200 : 401);
      expect(timingSafeEqual).toHaveBeenCalledTimes(1);
      const [one, other] = vi.mocked(timingSafeEqual).mock.calls[0] ?? [];
      expect([one?.byteLength, other?.byteLength]).toEqual([32, 32]);
    },
  );

  it('refuses before it has read a byte of the body', async () => {
    const { app, received } = webhook();
    expect((await post(app, 'x'.repeat(5_000_000), 'wrong')).statusCode).toBe(401);
    expect((await post(app, '{"update_id":', 'wrong')).statusCode).toBe(401);
    expect(received).toEqual([]);
  });

  it('refuses what would change the program from within (__proto__), and hands on what says it is no JSON as the mere text it is', async () => {
    const { app, received, finish } = webhook();
    finish();
    expect((await post(app, '{"update_id":1,"__proto__":{"polluted":true}}')).statusCode).toBe(400);
    expect((await post(app, '{"update_id":1,"constructor":{"prototype":{"polluted":true}}}')).statusCode).toBe(400);
    const headers = { 'content-type': 'text/plain', 'x-telegram-bot-api-secret-token': 's3cret' };
    const plain = await app.inject({ method: 'POST', url: '/telegram', payload: '{"update_id":1}', headers });
    expect(plain.statusCode).toBe(415);
    expect(received).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('refuses what is not JSON and what is too large, without handing it on', async () => {
    const { app, received } = webhook();
    expect((await post(app, '{"update_id":')).statusCode).toBe(400);
    expect((await post(app, '')).statusCode).toBe(400);
    expect((await post(app, JSON.stringify({ x: 'a'.repeat(1024 * 1024) }))).statusCode).toBe(413);
    expect(received).toEqual([]);
  });
});

function webhook() {
  const received: unknown[] = [];
  let finish = (): void => {};
  let fail = (): void => {};
  let onStarted = (): void => {};
  const started = new Promise<void>((resolve) => {
    onStarted = resolve;
  });
  const outcome = new Promise<object>((resolve, reject) => {
    finish = () => resolve({ method: 'answerCallbackQuery', callback_query_id: '7' });
    fail = () => reject(new Error('database is away'));
  });
  outcome.catch(() => {});
  const app = fastify();
  registerWebhook(app, {
    path: '/telegram',
    secret: 's3cret',
    log: silent,
    receive: (update) => {
      received.push(update);
      onStarted();
      return outcome;
    },
  });
  return { app, received, started, finish: () => finish(), fail: () => fail() };
}

function post(app: ReturnType<typeof webhook>['app'], payload: string, ...secret: (string | undefined)[]) {
  const given = secret.length === 0 ? 's3cret' : secret[0];
  const headers = given === undefined ? {} : { 'x-telegram-bot-api-secret-token': given };
  return app.inject({
    method: 'POST',
    url: '/telegram',
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
