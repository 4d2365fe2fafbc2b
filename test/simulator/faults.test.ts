import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, numberIn, openBench, TOKEN } from './bot-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.simulator.stop());

const hello = () => bench.call('sendMessage', { chat_id: 1001, text: 'halo' });
const received = (): number => bench.budi.messages().filter(({ text }) => text === 'halo').length;

describe('faults on request', () => {
  it('429 says how long to wait, as often as asked', async () => {
    bench.simulator.faults.add({ method: 'sendMessage', times: 2, kind: { type: '429', retryAfter: 7 } });
    for (let time = 0; time < 2; time += 1) {
      expect(await hello()).toMatchObject({
        status: 429,
        description: 'Too Many Requests: retry after 7',
        retryAfter: 7,
      });
    }
    expect(await hello()).toMatchObject({ ok: true });
    expect(received()).toBe(1);
  });

  it('5xx befalls only the methods and chats it is meant for', async () => {
    bench.simulator.person({ id: 1002, firstName: 'Sari' }).start();
    const remove = bench.simulator.faults.add({ method: /^send/, chatId: 1002, kind: { type: '5xx', status: 502 } });
    expect(await hello()).toMatchObject({ ok: true });
    expect(await bench.call('sendMessage', { chat_id: 1002, text: 'x' })).toMatchObject({
      status: 502,
      description: 'Bad Gateway',
    });
    expect(await bench.call('getChat', { chat_id: 1002 })).toMatchObject({ ok: true });
    remove();
    expect(await bench.call('sendMessage', { chat_id: 1002, text: 'x' })).toMatchObject({ ok: true });
  });

  it('a connection breaks before or after the deed', async () => {
    bench.simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: 'reset', when: 'before' } });
    await expect(hello()).rejects.toThrow('fetch failed');
    expect(received()).toBe(0);
    bench.simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: 'reset', when: 'after' } });
    await expect(hello()).rejects.toThrow('fetch failed');
    expect(received()).toBe(1);
    expect(bench.simulator.calls('sendMessage').map(({ outcome }) => outcome)).toEqual([
      { kind: 'dropped', done: false },
      { kind: 'dropped', done: true },
    ]);
  });

  it('a slow answer comes after the deed', async () => {
    bench.simulator.faults.add({ times: 1, kind: { type: 'slow', ms: 20, when: 'after' } });
    const waiting = hello();
    expect((await bench.budi.waitFor('halo')).text).toBe('halo');
    expect(bench.simulator.calls('sendMessage')[0]?.outcome).toBeNull();
    expect(await waiting).toMatchObject({ ok: true });
  });

  it('a half-open connection stays silent after the deed, until the bot gives up', async () => {
    bench.simulator.faults.add({ times: 1, kind: { type: 'half-open', when: 'after' } });
    const patience = new AbortController();
    const address = `${bench.simulator.apiRoot}/bot${TOKEN}/sendMessage?chat_id=${bench.budi.id}&text=halo`;
    const waiting = fetch(address, { signal: patience.signal });
    await bench.budi.waitFor('halo');
    expect(bench.simulator.calls('sendMessage')[0]?.outcome).toBeNull();
    patience.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await expect.poll(() => bench.simulator.calls('sendMessage')[0]?.outcome).toEqual({ kind: 'dropped', done: true });
  });

  it('an outage breaks every connection, the poll that waits and downloads too, until it is over', async () => {
    const newest = numberIn((await bench.call('getUpdates')).result, 0, 'update_id');
    const poll = bench.call('getUpdates', { offset: newest + 1, timeout: 50 });
    const broken = expect(poll).rejects.toThrow('fetch failed');
    while (bench.simulator.calls('getUpdates').length < 2) await new Promise((resolve) => setImmediate(resolve));
    bench.simulator.faults.add({ kind: { type: 'outage' } });
    await broken;
    await expect(hello()).rejects.toThrow('fetch failed');
    await expect(fetch(`${bench.simulator.apiRoot}/file/bot${TOKEN}/documents/none`)).rejects.toThrow('fetch failed');
    bench.simulator.faults.clear();
    expect(await hello()).toMatchObject({ ok: true });
  });
});

describe('tokens', () => {
  it('a wrong one is refused, a malformed one and an unknown method are not found', async () => {
    expect(await bench.call('getMe', {}, '123456:other')).toMatchObject({ status: 401, description: 'Unauthorized' });
    expect(await bench.call('getMe', {}, 'nonsense')).toMatchObject({ status: 404, description: 'Not Found' });
    expect(await bench.call('sendPigeon')).toMatchObject({ status: 404, description: 'Not Found' });
  });

  it('a revoked one is refused everywhere, also to the poll that waits', async () => {
    const newest = numberIn((await bench.call('getUpdates')).result, 0, 'update_id');
    const poll = bench.call('getUpdates', { offset: newest + 1, timeout: 50 });
    while (bench.simulator.calls('getUpdates').length < 2) await new Promise((resolve) => setImmediate(resolve));
    bench.simulator.faults.revokeToken();
    expect(await poll).toMatchObject({ status: 401, description: 'Unauthorized' });
    expect(await bench.call('getMe')).toMatchObject({ status: 401, description: 'Unauthorized' });
  });

  it('the right one tells who the bot is', async () => {
    expect((await bench.call('getMe')).result).toMatchObject({
      id: 123456,
      is_bot: true,
      username: 'dialog_bot',
      first_name: 'Dialog Kinerja',
    });
  });
});

describe('flood limits', () => {
  it('are off at first', async () => {
    for (let index = 0; index < 40; index += 1) expect(await hello()).toMatchObject({ ok: true });
  });

  it('refuse more than a number of messages in any second over all chats', async () => {
    bench.simulator.setRate({ overallPerSecond: 3, chatPerSecond: null });
    for (let index = 0; index < 3; index += 1) expect(await hello()).toMatchObject({ ok: true });
    expect(await hello()).toMatchObject({ status: 429, retryAfter: 1 });
    expect(await bench.call('sendMessage', { chat_id: 1001, text: 'x', allow_paid_broadcast: true })).toMatchObject({
      ok: true,
    });
    bench.clock.advance(1_001);
    expect(await hello()).toMatchObject({ ok: true });
  });

  it('refuse more than a message a second in one chat for long', async () => {
    bench.simulator.setRate({ overallPerSecond: null, chatPerSecond: 1 });
    for (let index = 0; index < 5; index += 1) expect(await hello()).toMatchObject({ ok: true });
    expect(await hello()).toMatchObject({ status: 429, description: 'Too Many Requests: retry after 1' });
    bench.clock.advance(2_000);
    expect(await hello()).toMatchObject({ ok: true });
    bench.simulator.setRate(null);
  });
});
