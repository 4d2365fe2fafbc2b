import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, type Bench, listIn, numberIn, openBench } from './bot-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.simulator.stop());

const texts = (result: unknown): unknown[] => listIn(result).map((update) => at(update, 'message', 'text'));

/** Resolves when a poll of the bot waits at the simulator. */
async function pollWaits(count = 1): Promise<void> {
  const waiting = (): number => bench.simulator.calls('getUpdates').filter(({ outcome }) => outcome === null).length;
  while (waiting() < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('long polling', () => {
  it('gives updates again until an offset confirms them and everything below', async () => {
    bench.budi.send('satu');
    bench.budi.send('dua');
    const first = await bench.call('getUpdates');
    expect(texts(first.result)).toEqual(['/start', 'satu', 'dua']);
    expect(texts((await bench.call('getUpdates')).result)).toEqual(['/start', 'satu', 'dua']);
    const ids = listIn(first.result).map((update) => numberIn(update, 'update_id'));
    expect(ids).toEqual([ids[0], (ids[0] ?? 0) + 1, (ids[0] ?? 0) + 2]);
    expect(texts((await bench.call('getUpdates', { offset: ids[2] })).result)).toEqual(['dua']);
    expect(texts((await bench.call('getUpdates', { offset: (ids[2] ?? 0) + 1 })).result)).toEqual([]);
    expect(bench.simulator.pendingUpdates()).toEqual([]);
  });

  it('a negative offset keeps only the newest, a limit gives only the oldest', async () => {
    for (const text of ['a', 'b', 'c', 'd']) bench.budi.send(text);
    expect(texts((await bench.call('getUpdates', { limit: 2 })).result)).toEqual(['/start', 'a']);
    expect(texts((await bench.call('getUpdates', { offset: -2 })).result)).toEqual(['c', 'd']);
    expect(texts((await bench.call('getUpdates')).result)).toEqual(['c', 'd']);
  });

  it('waits for an update and answers the moment it comes', async () => {
    const newest = numberIn((await bench.call('getUpdates')).result, 0, 'update_id');
    const poll = bench.call('getUpdates', { offset: newest + 1, timeout: 50 });
    await pollWaits();
    bench.budi.send('baru');
    expect(texts((await poll).result)).toEqual(['baru']);
  });

  it('comes back empty when its time is over', async () => {
    const newest = numberIn((await bench.call('getUpdates')).result, 0, 'update_id');
    expect((await bench.call('getUpdates', { offset: newest + 1, timeout: 1 })).result).toEqual([]);
  });

  it('a second poller sends the first away', async () => {
    await bench.call('getUpdates', { offset: -1 });
    const newest = numberIn((await bench.call('getUpdates')).result, 0, 'update_id');
    const first = bench.call('getUpdates', { offset: newest + 1, timeout: 50 });
    await pollWaits();
    const second = bench.call('getUpdates', { offset: newest + 1, timeout: 50 });
    expect(await first).toMatchObject({
      status: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    await pollWaits();
    bench.budi.send('untuk yang kedua');
    expect(texts((await second).result)).toEqual(['untuk yang kedua']);
  });

  it('is refused under a webhook, and setting one sends a waiting poll away', async () => {
    const newest = numberIn((await bench.call('getUpdates')).result, 0, 'update_id');
    const poll = bench.call('getUpdates', { offset: newest + 1, timeout: 50 });
    await pollWaits();
    await bench.call('setWebhook', { url: 'http://127.0.0.1:9/hook' });
    expect(await poll).toMatchObject({ status: 409, description: 'Conflict: terminated by setWebhook request' });
    expect(await bench.call('getUpdates')).toMatchObject({
      status: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    });
    await bench.call('deleteWebhook');
    expect(await bench.call('getUpdates')).toMatchObject({ ok: true });
  });

  it('gives only the kinds of update the bot asked for', async () => {
    await bench.call('getUpdates', { offset: -1, allowed_updates: ['callback_query'] });
    bench.budi.send('tidak');
    bench.budi.pressRaw(1, 'ya');
    const { result } = await bench.call('getUpdates');
    expect(listIn(result).map((update) => Object.keys(Object(update))[1])).toEqual(['message', 'callback_query']);
    expect(texts(result)[0]).toBe('/start');
    await bench.call('getUpdates', { offset: -1, allowed_updates: [] });
    bench.budi.send('lagi');
    expect(texts((await bench.call('getUpdates', { offset: -1 })).result)).toEqual(['lagi']);
  });

  it('a poller that hung up is no rival', async () => {
    const newest = numberIn((await bench.call('getUpdates')).result, 0, 'update_id');
    const abort = new AbortController();
    const first = fetch(
      `${bench.simulator.apiRoot}/bot123456:AAF-test_token/getUpdates?timeout=50&offset=${newest + 1}`,
      { signal: abort.signal },
    );
    await pollWaits();
    abort.abort();
    await expect(first).rejects.toThrow();
    const second = bench.call('getUpdates', { offset: newest + 1, timeout: 50 });
    bench.budi.send('halo');
    expect(texts((await second).result)).toEqual(['halo']);
  });
});

describe('expiry', () => {
  it('a message waits 24 hours for the bot, a press 150 seconds', async () => {
    bench.budi.send('satu');
    const press = bench.budi.pressRaw(1, 'x');
    bench.clock.advance(149_000);
    expect(bench.simulator.pendingUpdates()).toHaveLength(3);
    bench.clock.advance(2_000);
    expect(bench.simulator.pendingUpdates().map(({ kind }) => kind)).toEqual(['message', 'message']);
    expect(await bench.call('answerCallbackQuery', { callback_query_id: press.queryId })).toMatchObject({
      status: 400,
      description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    });
    bench.clock.advance(24 * 3_600_000);
    expect((await bench.call('getUpdates')).result).toEqual([]);
  });
});
