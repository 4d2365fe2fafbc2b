import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, type Bench, openBench } from './bot-client.ts';

interface Delivery {
  readonly update: unknown;
  readonly secret: string | undefined;
  answer(status: number, body?: object, headers?: Record<string, string>): void;
}

/** The bot's side: keeps every delivery open until the test answers it. */
class Hook {
  readonly app: FastifyInstance = fastify({ forceCloseConnections: true });
  private arrived: Delivery[] = [];
  private waiting: ((delivery: Delivery) => void)[] = [];

  async listen(): Promise<string> {
    this.app.post('/hook', (request, reply) => {
      const secret = request.headers['x-telegram-bot-api-secret-token'];
      return new Promise<void>((resolve) => {
        const delivery: Delivery = {
          update: request.body,
          secret: typeof secret === 'string' ? secret : undefined,
          answer(status, body = {}, headers = {}) {
            void reply.code(status).headers(headers).send(body);
            resolve();
          },
        };
        const next = this.waiting.shift();
        if (next === undefined) this.arrived.push(delivery);
        else next(delivery);
      });
    });
    return `${await this.app.listen({ port: 0, host: '127.0.0.1' })}/hook`;
  }

  next(): Promise<Delivery> {
    const delivery = this.arrived.shift();
    if (delivery !== undefined) return Promise.resolve(delivery);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  open(): number {
    return this.arrived.length;
  }
}

let bench: Bench;
let hook: Hook;
let url: string;
beforeEach(async () => {
  bench = await openBench({ retryUnitMs: 5, webhookTimeoutMs: 2_000 });
  hook = new Hook();
  url = await hook.listen();
});
afterEach(async () => {
  await bench.simulator.stop();
  await hook.app.close();
});

const text = ({ update }: Delivery): unknown => at(update, 'message', 'text');

describe('webhook delivery', () => {
  it('posts what waits, with the secret, one after the other', async () => {
    bench.budi.send('satu');
    expect(await bench.call('setWebhook', { url, secret_token: 'rahasia_1' })).toMatchObject({
      ok: true,
      description: 'Webhook was set',
    });
    expect(await bench.call('setWebhook', { url, secret_token: 'rahasia_1' })).toMatchObject({
      description: 'Webhook is already set',
    });
    const first = await hook.next();
    expect(first.secret).toBe('rahasia_1');
    expect(text(first)).toBe('/start');
    expect(hook.open()).toBe(0);
    first.answer(200);
    const second = await hook.next();
    expect(text(second)).toBe('satu');
    second.answer(200);
    await bench.simulator.allConfirmed();
  });

  it("runs a person's texts and presses side by side, and other people too", async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true });
    bench.budi.send('satu');
    const first = await hook.next();
    bench.budi.pressRaw(1, 'tekan');
    bench.budi.send('dua');
    bench.simulator.person({ id: 1002, firstName: 'Sari' }).send('halo');
    const others = [await hook.next(), await hook.next()];
    expect(
      others.map(({ update }) => at(update, 'callback_query', 'data') ?? at(update, 'message', 'text')).sort(),
    ).toEqual(['halo', 'tekan']);
    expect(hook.open()).toBe(0);
    for (const delivery of [first, ...others]) delivery.answer(200);
    const last = await hook.next();
    expect(text(last)).toBe('dua');
    last.answer(200);
  });

  it('keeps within the connections the bot allows', async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true, max_connections: 1 });
    bench.budi.send('satu');
    bench.budi.pressRaw(1, 'tekan');
    const first = await hook.next();
    expect(await bench.call('getWebhookInfo')).toMatchObject({
      result: { pending_update_count: 2, max_connections: 1 },
    });
    expect(hook.open()).toBe(0);
    first.answer(200);
    (await hook.next()).answer(200);
    await bench.simulator.allConfirmed();
  });

  it('tries again until the bot takes it, and says what went wrong', async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true });
    const { update_id: id } = bench.budi.send('satu');
    for (const status of [500, 500, 503]) (await hook.next()).answer(status);
    const fourth = await hook.next();
    expect(at(fourth.update, 'update_id')).toBe(id);
    expect((await bench.call('getWebhookInfo')).result).toMatchObject({
      url,
      pending_update_count: 1,
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
    });
    fourth.answer(200);
    await bench.simulator.allConfirmed();
  });

  it('waits as long as Retry-After asks, by the clock', async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true });
    bench.budi.send('satu');
    (await hook.next()).answer(503, {}, { 'retry-after': '3600' });
    const again = hook.next();
    while (at((await bench.call('getWebhookInfo')).result, 'last_error_date') === undefined);
    bench.clock.advance(3_600_000);
    (await again).answer(200);
    await bench.simulator.allConfirmed();
  });

  it.each(['before', 'after'] as const)(
    'takes an update whose answer holds a call that nobody hears the end of (%s)',
    async (when) => {
      await bench.call('setWebhook', { url, drop_pending_updates: true });
      bench.simulator.faults.add({ method: 'answerCallbackQuery', times: 1, kind: { type: 'half-open', when } });
      bench.budi.send('halo');
      (await hook.next()).answer(200, { method: 'answerCallbackQuery', callback_query_id: '1' });
      await bench.simulator.allConfirmed();
      bench.budi.send('lagi');
      (await hook.next()).answer(200);
      await bench.simulator.allConfirmed();
    },
  );

  it('carries out the method call in an answer', async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true });
    bench.budi.send('satu');
    (await hook.next()).answer(200, { method: 'sendMessage', chat_id: 1001, text: 'dari jawaban' });
    expect((await bench.budi.waitFor('dari jawaban')).from).toBe('bot');
  });

  it('delivers again when the answer was lost', async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true });
    bench.simulator.faults.add({ method: 'webhook', times: 1, kind: { type: 'reset', when: 'after' } });
    const { update_id: id } = bench.budi.send('satu');
    (await hook.next()).answer(200);
    const again = await hook.next();
    expect(at(again.update, 'update_id')).toBe(id);
    again.answer(200);
    await bench.simulator.allConfirmed();
  });

  it('is silent during an outage and goes on afterwards', async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true });
    bench.simulator.faults.add({ kind: { type: 'outage' } });
    bench.budi.send('satu');
    const next = hook.next();
    bench.simulator.faults.clear();
    expect(text(await next)).toBe('satu');
  });

  it('forgets a message after 24 hours', async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true });
    bench.budi.send('satu');
    (await hook.next()).answer(503, {}, { 'retry-after': '3600' });
    bench.clock.advance(25 * 3_600_000);
    expect(bench.simulator.pendingUpdates()).toEqual([]);
    bench.budi.send('dua');
    expect(text(await hook.next())).toBe('dua');
  });

  it('is taken away after 23 hours of 410', async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true });
    bench.budi.send('satu');
    (await hook.next()).answer(410, {}, { 'retry-after': '3600' });
    while (at((await bench.call('getWebhookInfo')).result, 'last_error_date') === undefined);
    bench.clock.advance(23.5 * 3_600_000);
    (await hook.next()).answer(410);
    while (at((await bench.call('getWebhookInfo')).result, 'url') !== '');
    expect(await bench.call('deleteWebhook')).toMatchObject({ ok: true, description: 'Webhook is already deleted' });
  });

  it('gives what is left to a poller once the webhook is deleted', async () => {
    await bench.call('setWebhook', { url, drop_pending_updates: true });
    bench.budi.send('satu');
    await hook.next();
    expect(await bench.call('deleteWebhook')).toMatchObject({ ok: true, description: 'Webhook was deleted' });
    expect(at((await bench.call('getUpdates')).result, 0, 'message', 'text')).toBe('satu');
  });
});

describe('setting a webhook', () => {
  it.each<[string, object, string]>([
    [
      'plain HTTP elsewhere',
      { url: 'http://example.org/hook' },
      'bad webhook: An HTTPS URL must be provided for webhook',
    ],
    [
      'a port Telegram does not call',
      { url: 'https://example.org:444/' },
      'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
    ],
    [
      'another machine',
      { url: 'https://example.org/' },
      'bad webhook: Failed to resolve host: Name or service not known',
    ],
    ['no URL at all', { url: 'hook' }, 'invalid webhook URL specified'],
    [
      'a secret with other characters',
      { url: 'https://localhost/', secret_token: 'a b' },
      'secret token contains unallowed characters',
    ],
    [
      'a secret of 257 characters',
      { url: 'https://localhost/', secret_token: 'a'.repeat(257) },
      'secret token is too long',
    ],
  ])('%s is refused', async (_name, parameters, description) => {
    expect(await bench.call('setWebhook', parameters)).toMatchObject({
      status: 400,
      description: `Bad Request: ${description}`,
    });
  });
});
