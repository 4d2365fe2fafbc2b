import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../src/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { gatewayContract } from './gateway-contract.ts';
import { type RunningGateway, runGateway, token } from './run-gateway.ts';

const libraries = ['grammy', 'telegraf'] as const;

for (const library of libraries) {
  gatewayContract(`${library} on long polling`, runGateway(library, 'polling'));
  gatewayContract(`${library} on a webhook`, runGateway(library, 'webhook'));
}

let simulator: Simulator;
let running: RunningGateway | null;

beforeEach(async () => {
  simulator = await startSimulator({ token, username: 'dialog_kinerja_bot', clock: createClock(), retryUnitMs: 5 });
  running = null;
});

afterEach(async () => {
  await running?.breakOff();
  await simulator.stop();
});

describe.each(libraries)('long polling with %s', (library) => {
  const run = runGateway(library, 'polling');

  /** Another program with the same token asks for updates once, as a forgotten copy of the bot would; resolves with the status it is answered. */
  async function pollElsewhere(signal?: AbortSignal): Promise<number> {
    const response = await fetch(
      `${simulator.apiRoot}/bot${token}/getUpdates?timeout=50`,
      signal === undefined ? {} : { signal },
    );
    await response.body?.cancel();
    return response.status;
  }

  /** The gateway's poll is open at the simulator. */
  async function pollIsOpen(): Promise<void> {
    await expect.poll(() => simulator.calls('getUpdates').at(-1)?.outcome, { interval: 5 }).toBeNull();
  }

  it('takes over from a webhook without losing what waits', async () => {
    const url = encodeURIComponent('http://127.0.0.1:9/gone');
    await fetch(`${simulator.apiRoot}/bot${token}/setWebhook?url=${url}`);
    simulator.person({ id: 7, firstName: 'Sari' }).send('menunggu');
    running = await run(simulator);
    await running.start();
    await simulator.allConfirmed();
    expect(running.inbox.done).toEqual(['menunggu']);
  });

  it('goes on when another poller comes and leaves', async () => {
    running = await run(simulator);
    await running.start();
    await pollIsOpen();
    expect(await pollElsewhere()).toBe(409);
    await running.log.heard('Polling Telegram failed');
    simulator.person({ id: 7, firstName: 'Sari' }).send('halo');
    await running.log.heard('Polling Telegram works again');
    await simulator.allConfirmed();
    expect(running.inbox.done).toEqual(['halo']);
  });

  it('gives up when another poller stays', async () => {
    running = await run(simulator, { conflictMs: 20 });
    await running.start();
    const leave = new AbortController();
    const other = (async () => {
      while (!leave.signal.aborted) await pollElsewhere(leave.signal).catch(() => 0);
    })();
    expect(await running.gateway.ended).toEqual({ reason: 'another-poller' });
    leave.abort();
    await other;
  });

  it('says once that Telegram is away and once that it is back', async () => {
    running = await run(simulator);
    simulator.faults.add({ method: 'getUpdates', times: 3, kind: { type: '5xx', status: 502 } });
    simulator.faults.add({ method: 'getUpdates', times: 2, kind: { type: 'reset', when: 'before' } });
    simulator.faults.add({ method: 'getUpdates', times: 1, kind: { type: '429', retryAfter: 0 } });
    simulator.person({ id: 7, firstName: 'Sari' }).send('halo');
    await running.start();
    await simulator.allConfirmed();
    expect(running.log.lines.map(({ message }) => message)).toEqual([
      'Polling Telegram failed, trying again',
      'Polling Telegram works again',
    ]);
  });

  it('ends by itself when the token is revoked', async () => {
    running = await run(simulator);
    await running.start();
    simulator.faults.revokeToken();
    expect(await running.gateway.ended).toEqual({ reason: 'token-revoked' });
  });

  it('serves others while one update keeps failing', async () => {
    running = await run(simulator);
    running.inbox.fail('racun', Number.POSITIVE_INFINITY);
    await running.start();
    simulator.person({ id: 7, firstName: 'Sari' }).send('racun');
    await running.inbox.hasText('racun');
    const budi = simulator.person({ id: 8, firstName: 'Budi' });
    for (const text of ['satu', 'dua', 'tiga']) {
      budi.send(text);
      await running.inbox.hasText(text);
    }
    expect(simulator.pendingUpdates()[0]?.update).toMatchObject({ message: { text: 'racun' } });
  });
});

describe.each(libraries)('a webhook with %s', (library) => {
  const run = runGateway(library, 'webhook');

  it('takes nothing from one who does not know the secret', async () => {
    running = await run(simulator);
    await running.start();
    if (running.webhookUrl === null) throw new Error('no webhook');
    const body = JSON.stringify({ update_id: 1, message: { message_id: 1, date: 1, text: 'palsu' } });
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': 'guess' };
    const response = await fetch(running.webhookUrl, { method: 'POST', body, headers });
    expect(response.status).toBe(401);
    expect(running.inbox.received).toEqual([]);
  });

  const press = {
    update_id: 1,
    callback_query: { id: '77', from: { id: 7, is_bot: false, first_name: 'Sari' }, chat_instance: '1', data: 'ya' },
  };

  it('stops the spinner of a press by its own response, without a request', async () => {
    running = await run(simulator);
    const { gateway } = running;
    await gateway.start(async (incoming) => {
      if (incoming.kind === 'press') await gateway.answerPress(incoming.queryId);
    });
    expect(await gateway.receive(press)).toEqual({ method: 'answerCallbackQuery', callback_query_id: '77' });
    expect(simulator.calls('answerCallbackQuery')).toEqual([]);
  });

  it('stops the spinner at once, by a request, where the work takes long or there are words to say', async () => {
    running = await run(simulator);
    const { gateway } = running;
    const sari = simulator.person({ id: 7, firstName: 'Sari' });
    let finish = (): void => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await gateway.start(async (incoming) => {
      if (incoming.kind !== 'press') return;
      if (incoming.data === 'kata') await gateway.answerPress(incoming.queryId, 'Tersimpan');
      else {
        await gateway.answerPress(incoming.queryId);
        await slow;
      }
    });
    expect(await gateway.receive({ ...press, callback_query: { ...press.callback_query, data: 'kata' } })).toEqual({});
    sari.start();
    const pressed = sari.pressRaw(99_999, 'lama');
    expect(await pressed.answered()).toMatchObject({ text: null });
    expect(simulator.calls('answerCallbackQuery')).toHaveLength(2);
    finish();
    await simulator.allConfirmed();
    expect(simulator.calls('answerCallbackQuery')).toHaveLength(2);
  });

  it('stops the spinner by a request where the press has to be delivered again', async () => {
    running = await run(simulator);
    const { gateway } = running;
    await gateway.start(async (incoming) => {
      if (incoming.kind === 'press') await gateway.answerPress(incoming.queryId);
      throw new Error('The database is away.');
    });
    await expect(gateway.receive(press)).rejects.toThrow('The database is away.');
    await expect.poll(() => simulator.calls('answerCallbackQuery')).toHaveLength(1);
  });

  it('stays set while the bot is stopped, so that Telegram keeps what comes', async () => {
    running = await run(simulator);
    await running.start();
    await running.gateway.stop(1_000);
    simulator.person({ id: 7, firstName: 'Sari' }).send('nanti');
    await running.log.heard('Telegram will deliver it again');
    expect(simulator.pendingUpdates()).toHaveLength(1);
  });

  it('says why when Telegram refuses the address', async () => {
    running = await run(simulator);
    simulator.faults.add({ method: 'setWebhook', kind: { type: '5xx', status: 400 } });
    await expect(running.start()).rejects.toThrow(/setWebhook: 400/);
  });
});
