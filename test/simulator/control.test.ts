import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, type Bench, listIn, openBench, pngOf, textIn } from './bot-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.simulator.stop());

const post = (path: string, body: object = {}): Promise<Response> =>
  fetch(`${bench.simulator.apiRoot}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const state = async (): Promise<unknown> => (await fetch(`${bench.simulator.apiRoot}/sim/state`)).json();

/** Reads server-sent events one by one. */
async function openEvents(): Promise<{ next(): Promise<{ type: string; data: unknown }>; close(): Promise<void> }> {
  const response = await fetch(`${bench.simulator.apiRoot}/sim/events`);
  if (response.body === null) throw new Error('No stream came.');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  const block = async (): Promise<string> => {
    while (!buffer.includes('\n\n')) buffer += (await reader.read()).value ?? '';
    const end = buffer.indexOf('\n\n');
    const text = buffer.slice(0, end);
    buffer = buffer.slice(end + 2);
    return text.startsWith(':') ? block() : text;
  };
  return {
    async next() {
      const match = /^event: (.*)\ndata: (.*)$/.exec(await block());
      const data: unknown = JSON.parse(match?.[2] ?? 'null');
      return { type: match?.[1] ?? '', data };
    },
    close: () => reader.cancel(),
  };
}

describe('what the page sees', () => {
  it('everybody with their chat, menu and note', async () => {
    bench.simulator.person({
      id: 1002,
      firstName: 'Sari',
      role: 'Pengelola',
      note: 'mulai di sini',
      startPayload: 'kode',
    });
    bench.simulator.setTour([{ title: 'Langkah 1' }]);
    await bench.call('setMyCommands', { commands: [{ command: 'nilai', description: 'Menilai diri' }] });
    await bench.upload(
      'sendPhoto',
      {
        chat_id: '1001',
        caption: '<b>Grafik</b>',
        parse_mode: 'HTML',
        reply_markup: '{"inline_keyboard":[[{"text":"Ya","callback_data":"y"}]]}',
      },
      { part: 'photo', name: 'g.png', mime: 'image/png', bytes: pngOf(10, 10) },
    );
    expect(await state()).toMatchObject({
      now: expect.stringMatching(/^\d{4}-.*Z$/),
      bot: { id: 123456, username: 'dialog_bot', name: 'Dialog Kinerja' },
      tour: [{ title: 'Langkah 1' }],
      people: [
        {
          id: 1001,
          name: 'Budi Santoso',
          startPayload: null,
          blocked: false,
          unread: 0,
          commands: [{ command: 'nilai', description: 'Menilai diri' }],
          messages: [
            { from: 'person', text: '/start', edited: false, media: null, keyboard: [] },
            {
              from: 'bot',
              text: 'Grafik',
              entities: [{ type: 'bold', offset: 0, length: 6 }],
              media: { kind: 'photo', name: 'g.png', mime: 'image/png', size: 40 },
              keyboard: [[{ text: 'Ya', kind: 'callback', data: 'y' }]],
            },
          ],
        },
        { id: 1002, name: 'Sari', role: 'Pengelola', note: 'mulai di sini', startPayload: 'kode', messages: [] },
      ],
    });
  });

  it('every change as it happens', async () => {
    const events = await openEvents();
    const id = await bench.say({ text: 'Satu' });
    expect(await events.next()).toMatchObject({
      type: 'message',
      data: { personId: 1001, message: { id, text: 'Satu' } },
    });
    await bench.call('editMessageText', { chat_id: 1001, message_id: id, text: 'Dua' });
    expect(await events.next()).toMatchObject({
      type: 'edit',
      data: { personId: 1001, message: { id, text: 'Dua', edited: true } },
    });
    await bench.call('deleteMessage', { chat_id: 1001, message_id: id });
    expect(await events.next()).toEqual({ type: 'delete', data: { personId: 1001, messageId: id } });
    const { queryId } = bench.budi.pressRaw(id, 'x');
    await bench.call('answerCallbackQuery', { callback_query_id: queryId, text: 'Ya' });
    expect(await events.next()).toEqual({
      type: 'answer',
      data: { personId: 1001, queryId, text: 'Ya', alert: false },
    });
    await bench.call('setMyCommands', { commands: [{ command: 'nilai', description: 'x' }] });
    expect(await events.next()).toEqual({
      type: 'commands',
      data: { personId: 1001, commands: [{ command: 'nilai', description: 'x' }] },
    });
    bench.budi.block();
    expect(await events.next()).toEqual({ type: 'blocked', data: { personId: 1001, blocked: true } });
    bench.simulator.person({ id: 1002, firstName: 'Sari' });
    expect(await events.next()).toMatchObject({
      type: 'person',
      data: { person: { id: 1002, name: 'Sari', messages: [] } },
    });
    bench.clock.set(new Date('2027-01-04T01:00:00Z'));
    expect(await events.next()).toMatchObject({
      type: 'clock',
      data: { now: expect.stringMatching(/^2027-01-04T01:00:0/) },
    });
    await events.close();
  });

  it('the page itself', async () => {
    const page = await fetch(bench.simulator.pageUrl);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    for (const path of ['/none.js', '/..%2fstart-simulator.ts', '/start-simulator.ts']) {
      expect((await fetch(`${bench.simulator.apiRoot}${path}`)).status).toBe(404);
    }
  });
});

describe('what the page does', () => {
  it('writes and presses for a person', async () => {
    expect((await post('/sim/people/1001/text', { text: 'halo' })).status).toBe(200);
    const messageId = await bench.say({
      text: '?',
      reply_markup: { inline_keyboard: [[{ text: 'Ya', callback_data: 'y' }]] },
    });
    const pressed: unknown = await (await post('/sim/people/1001/press', { messageId, row: 0, column: 0 })).json();
    const { result } = await bench.call('getUpdates');
    expect(
      listIn(result).map((update) => at(update, 'message', 'text') ?? at(update, 'callback_query', 'data')),
    ).toEqual(['/start', 'halo', 'y']);
    expect(at(result, 2, 'callback_query', 'id')).toBe(at(pressed, 'queryId'));
    expect((await post('/sim/people/1001/press', { messageId, row: 3, column: 0 })).status).toBe(409);
    expect((await post('/sim/people/5/text', { text: 'halo' })).status).toBe(404);
    expect((await post('/sim/people/1001/text', {})).status).toBe(400);
  });

  it('sends a file and shows it again', async () => {
    const form = new FormData();
    form.set('caption', 'bukti');
    form.set('as', 'photo');
    form.set('file', new Blob([new Uint8Array(pngOf(4, 4))], { type: 'image/png' }), 'bukti.png');
    expect(
      (await fetch(`${bench.simulator.apiRoot}/sim/people/1001/file`, { method: 'POST', body: form })).status,
    ).toBe(200);
    expect(bench.budi.last()).toMatchObject({ text: 'bukti', media: { kind: 'photo', name: 'bukti.png' } });
    const fileId = textIn(bench.budi.last().media, 'fileId');
    const shown = await fetch(`${bench.simulator.apiRoot}/sim/files/${fileId}`);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect((await shown.arrayBuffer()).byteLength).toBe(40);
    expect((await fetch(`${bench.simulator.apiRoot}/sim/files/none`)).status).toBe(404);
  });

  it('a page a person sends cannot run as part of this one', async () => {
    bench.budi.upload({ name: 'x.html', bytes: Buffer.from('<script>'), mime: 'text/html', as: 'document' });
    const shown = await fetch(`${bench.simulator.apiRoot}/sim/files/${bench.budi.last().media?.fileId}`);
    expect(shown.headers.get('content-disposition')).toContain('attachment');
    expect(shown.headers.get('content-security-policy')).toBe('sandbox');
  });

  it('blocks and comes back, and moves the clock', async () => {
    await post('/sim/people/1001/block');
    expect(bench.budi.blocked()).toBe(true);
    expect((await post('/sim/people/1001/text', { text: 'halo' })).status).toBe(409);
    await post('/sim/people/1001/unblock');
    expect(bench.budi.blocked()).toBe(false);
    const before = bench.clock.now().getTime();
    await post('/sim/clock', { advanceMs: 86_400_000 });
    expect(bench.clock.now().getTime() - before).toBeGreaterThanOrEqual(86_400_000);
    const moved: unknown = await (await post('/sim/clock', { to: '2027-01-04T01:00:00Z' })).json();
    expect(textIn(moved, 'now')).toMatch(/^2027-01-04T01:00:0/);
    expect((await post('/sim/clock', { to: 'besok' })).status).toBe(400);
  });
});

describe('other web pages', () => {
  const status = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const call = request(
        `${bench.simulator.apiRoot}/sim/people/1001/text`,
        { method: 'POST', headers },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      call.on('error', reject);
      call.end('{"text":"halo"}');
    });

  it('cannot drive the simulator', async () => {
    const json = { 'content-type': 'application/json' };
    expect(await status({ ...json, origin: 'https://evil.example' })).toBe(403);
    expect(await status({ ...json, origin: 'null' })).toBe(403);
    expect(await status({ ...json, host: 'evil.example' })).toBe(403);
    expect(bench.budi.messages()).toHaveLength(1);
    expect(await status({ ...json, origin: bench.simulator.apiRoot })).toBe(200);
  });
});
