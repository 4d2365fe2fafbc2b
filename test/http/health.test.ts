import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CannotListen, type HttpServer, startHttp } from '../../src/http/start-http.ts';
import { enqueue } from '../../src/storage/outbox.ts';
import { afterHours, openStage, type Stage, webhookSecret } from '../support/bot.ts';
import { settleDistrict } from '../support/district.ts';
import { screen } from '../support/talk.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

const get = (path: string) => fetch(`http://127.0.0.1:${stage?.bot().httpPort}${path}`);

describe('/healthz', () => {
  it('is 200 while database and Telegram answer, also long after the last message', async () => {
    stage = await openStage();
    expect((await get('/healthz')).status).toBe(200);
    expect(await (await get('/healthz')).json()).toEqual({ database: true, telegram: true });
  });

  it('is 503 when no poll was answered for two minutes, and 200 again by itself', async () => {
    stage = await openStage();
    stage.simulator.faults.add({ kind: { type: 'outage' } });
    stage.clock.advance(121_000);
    const down = await get('/healthz');
    expect(down.status).toBe(503);
    expect(await down.json()).toEqual({ database: true, telegram: false });
    stage.simulator.faults.clear();
    // Ends the open poll at once; without it the poll is answered after half a minute.
    stage.simulator.person({ id: 4710, firstName: 'Tamu' }).start();
    await expect.poll(async () => (await get('/healthz')).status, { timeout: 20_000 }).toBe(200);
  });

  it('stays 200 under a webhook in a night without a single message', async () => {
    stage = await openStage({ transport: 'webhook' });
    stage.clock.advance(10 * 3_600_000);
    expect((await get('/healthz')).status).toBe(200);
  });

  it('tells no more than two words, and no other page is there', async () => {
    stage = await openStage();
    expect((await get('/')).status).toBe(404);
    expect((await get('/telegram')).status).toBe(404);
  });

  it('is 503 from the moment a stop has begun, while what is in hand is finished, so that nothing new is sent here', async () => {
    stage = await openStage({ transport: 'webhook' });
    const { simulator } = stage;
    const bot = stage.bot();
    const person = simulator.person({ id: 4713, firstName: 'Tamu' });
    simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: 'slow', ms: 2_000, when: 'before' } });
    person.start();
    await expect.poll(() => simulator.calls('sendMessage').length).toBe(1);
    const stopped = bot.stop();
    const health = await get('/healthz');
    expect(health.status).toBe(503);
    expect(await health.json()).toEqual({ database: true, telegram: true, stopping: true });
    expect((await get('/livez')).status).toBe(200);
    await stopped;
    expect(person.last().text).toContain('Tamu');
    await expect(get('/healthz')).rejects.toThrow();
  });
});

describe('/livez', () => {
  it('is 200 while the process lives, also without Telegram: a restart would not bring it back', async () => {
    stage = await openStage();
    stage.simulator.faults.add({ kind: { type: 'outage' } });
    stage.clock.advance(121_000);
    expect((await get('/healthz')).status).toBe(503);
    expect((await get('/livez')).status).toBe(200);
  });
});

describe('the pages for operators', () => {
  it('are not where Telegram delivers, and Telegram cannot deliver where they are', async () => {
    stage = await openStage({ transport: 'webhook' });
    const { httpPort, webhookPort } = stage.bot();
    expect(webhookPort).not.toBe(httpPort);
    for (const page of ['/healthz', '/livez', '/metrics']) {
      expect((await get(page)).status).toBe(200);
      expect((await fetch(`http://127.0.0.1:${webhookPort}${page}`)).status).toBe(404);
    }
    const headers = {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': webhookSecret,
    };
    const deliver = (port: number | null) =>
      fetch(`http://127.0.0.1:${port}/telegram`, { method: 'POST', headers, body: '{"update_id":1}' });
    expect((await deliver(httpPort)).status).toBe(404);
    expect((await deliver(webhookPort)).status).toBe(200);
  });

  it('stand at the port of the webhook only where the settings name the same for both', async () => {
    stage = await openStage({ transport: 'webhook', onePort: true });
    const { httpPort, webhookPort } = stage.bot();
    expect(webhookPort).toBe(httpPort);
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/telegram')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${httpPort}/telegram`, { method: 'POST' })).status).toBe(401);
  });
});

describe('/metrics', () => {
  it('counts updates by kind and outcome, their time, and what waits in the outbox', async () => {
    stage = await openStage();
    const person = stage.simulator.person({ id: 4711, firstName: 'Tamu' });
    person.start();
    await screen(person, /Tamu/);
    await stage.simulator.allConfirmed();
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    expect(text).toContain('dialog_updates_total{kind="command",outcome="done"} 1');
    expect(text).toContain('dialog_update_seconds_count 1');
    expect(text).toContain('dialog_outbox_messages{state="queued"} 0');
    expect(text).toContain('dialog_outbox_oldest_seconds 0');
    expect(text).toContain('dialog_database_up 1');
    expect(text).toContain('dialog_sends_total{to="reply",outcome="sent"} 1');
    expect(text).toMatch(/dialog_database_connections\{state="total"\} [1-9]/);
    expect(text).toContain('dialog_database_connections{state="waiting"} 0');
    expect(text).toMatch(/process_resident_memory_bytes [1-9]\d{6,}/);
    expect(text).toMatch(/process_cpu_seconds_total \d/);
    expect(text).not.toContain('Tamu');
  });

  it('counts what became of messages to others, and the looks for what is due', async () => {
    stage = await openStage({ start: afterHours });
    const { people } = await settleDistrict(stage.bot().app.database);
    stage.simulator.person({ id: people.ani.telegramId, firstName: 'Ani' }).start();
    stage.simulator.person({ id: people.budi.telegramId, firstName: 'Budi' }).block();
    const notices = [people.ani, people.budi].map(({ telegramId }) => ({
      chatId: telegramId,
      kind: 'reminder',
      message: { html: 'Selamat pagi.', keyboard: [] },
      mustArrive: false,
      dedupeKey: null,
      dueAt: afterHours,
    }));
    await enqueue(stage.bot().app.database.client, notices);
    stage.bot().app.wakeSender();
    await stage.bot().idle();
    const text = await (await get('/metrics')).text();
    expect(text).toContain('dialog_sends_total{to="outbox",outcome="sent"} 1');
    expect(text).toContain('dialog_sends_total{to="outbox",outcome="blocked"} 1');
    expect(text).toContain('dialog_jobs_total{job="reminders",outcome="done"} 1');
  });

  it('counts the message that shows HR how a broadcast leaves', async () => {
    stage = await openStage({ start: afterHours });
    const { people } = await settleDistrict(stage.bot().app.database);
    const hr = stage.simulator.person({ id: people.hr.telegramId, firstName: 'HR' });
    hr.start();
    await stage.simulator.allConfirmed();
    await stage.bot().app.database.prisma.broadcast.create({
      data: {
        content: { html: 'Selamat pagi.' },
        audience: { kind: 'unit', unitId: 0, unitPath: 'Tidak ada' },
        state: 'preparing',
        createdBy: people.hr.telegramId,
        createdAt: afterHours,
        notJoined: 0,
        recipients: 0,
      },
    });
    stage.bot().app.wakeSender();
    await hr.waitFor('Siaran 1');
    const sends = async () => (await (await get('/metrics')).text()).match(/^dialog_sends_total.*$/gm);
    await expect.poll(sends).toContain('dialog_sends_total{to="progress",outcome="sent"} 1');
    expect(await sends()).toContain('dialog_sends_total{to="reply",outcome="sent"} 1');
  });

  it('counts an update that was kept for another delivery as such', async () => {
    stage = await openStage();
    const person = stage.simulator.person({ id: 4712, firstName: 'Tamu' });
    stage.simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: 'reset', when: 'before' } });
    person.start();
    await screen(person, /Tamu/);
    await stage.simulator.allConfirmed();
    const text = await (await get('/metrics')).text();
    expect(text).toContain('dialog_updates_total{kind="command",outcome="kept"} 1');
    expect(text).toContain('dialog_updates_total{kind="command",outcome="done"} 1');
  });
});

describe('a port that cannot be had', () => {
  const listen = (host: string, port: number): Promise<HttpServer> =>
    startHttp({ address: { host, port, settings: 'PORT and HOST' }, routes: [] });

  it('is named in words with what to do', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const address = squatter.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const starting = listen('127.0.0.1', port);
    await expect(starting).rejects.toThrow(CannotListen);
    await expect(starting).rejects.toThrow(
      new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken by another program\\. Set PORT and HOST`),
    );
    await new Promise((resolve) => squatter.close(resolve));
  });

  it('on an address of another machine as well', async () => {
    await expect(listen('192.0.2.1', 0)).rejects.toThrow(/is not an address of this machine/);
  });
});
