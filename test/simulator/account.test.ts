import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './bot-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.simulator.stop());

describe('smaller methods', () => {
  it('a chat tells who is in it', async () => {
    expect((await bench.call('getChat', { chat_id: 1001 })).result).toMatchObject({
      id: 1001,
      type: 'private',
      first_name: 'Budi',
      username: 'budi',
    });
    expect(await bench.call('getChat', { chat_id: 5 })).toMatchObject({
      status: 400,
      description: 'Bad Request: chat not found',
    });
  });

  it('a chat action needs a known action and a person who can be reached', async () => {
    expect(await bench.call('sendChatAction', { chat_id: 1001, action: 'typing' })).toMatchObject({ result: true });
    expect(await bench.call('sendChatAction', { chat_id: 1001, action: 'dancing' })).toMatchObject({
      description: 'Bad Request: wrong parameter action in request',
    });
    bench.budi.block();
    expect(await bench.call('sendChatAction', { chat_id: 1001, action: 'typing' })).toMatchObject({ status: 403 });
  });

  it('the menu button can be set', async () => {
    expect(await bench.call('setChatMenuButton', { chat_id: 1001, menu_button: { type: 'commands' } })).toMatchObject({
      result: true,
    });
    expect(await bench.call('setChatMenuButton', { chat_id: 5, menu_button: { type: 'commands' } })).toMatchObject({
      description: 'Bad Request: chat not found',
    });
  });

  it('closing and logging out are answered', async () => {
    expect(await bench.call('close')).toMatchObject({ result: true });
    expect(await bench.call('logOut')).toMatchObject({ result: true });
  });

  it('every call is written down with what became of it', async () => {
    await bench.call('sendMessage', { chat_id: 1001, text: 'halo' });
    await bench.call('sendMessage', { chat_id: 5, text: 'halo' });
    expect(bench.simulator.calls('sendmessage')).toMatchObject([
      {
        method: 'sendMessage',
        parameters: { chat_id: 1001, text: 'halo' },
        outcome: { kind: 'answered', status: 200 },
      },
      { parameters: { chat_id: 5 }, outcome: { kind: 'answered', status: 400, body: { ok: false, error_code: 400 } } },
    ]);
  });

  it('a body that is no JSON is refused', async () => {
    const response = await fetch(`${bench.simulator.apiRoot}/bot123456:AAF-test_token/getMe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(response.status).toBe(400);
  });
});
