import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createSender, type Sender, type SenderOptions } from '../../src/app/send/create-sender.ts';
import { createClock } from '../../src/simulator/clock.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { type BroadcastContent, createBroadcast, fillBroadcast } from '../../src/storage/broadcast.ts';
import { enqueue } from '../../src/storage/outbox.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { createGateway } from '../../src/telegram/create-gateway.ts';
import type { Gateway } from '../../src/telegram/gateway.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordLog } from '../telegram/record-log.ts';

const token = '4242:AAE-test-token';
let database: TestDatabase;
let simulator: Simulator;
let gateway: Gateway;
let senders: Sender[] = [];
let log = recordLog();

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
});

beforeEach(async () => {
  await database.client
    .$executeRaw`truncate account, employee, unit, outbox, broadcast, send_budget restart identity cascade`;
  simulator = await startSimulator({ token, username: 'uji_bot', clock: createClock() });
  log = recordLog();
  gateway = await createGateway('grammy', {
    token,
    apiRoot: simulator.apiRoot,
    transport: { kind: 'polling' },
    log,
    now: () => new Date(),
  });
});
afterEach(async () => {
  await Promise.all(senders.map((sender) => sender.stop()));
  senders = [];
  await gateway.stop(0);
  await simulator.stop();
});

async function startSender(change: Partial<SenderOptions> = {}): Promise<Sender> {
  const sender = createSender({
    database,
    gateway,
    now: () => new Date(),
    log,
    rate: 1000,
    instance: 'one',
    locale: 'id',
    // Questions are shown again in test/app/outage.test.ts.
    askAgain: async () => null,
    pollMs: 20,
    retry: { firstMs: 10, mostMs: 50 },
    ...change,
  });
  senders.push(sender);
  await sender.start();
  return sender;
}

/** People who joined, with chats they may be written to. */
async function people(count: number): Promise<readonly Person[]> {
  const unit = await database.client.unit.create({ data: { name: 'Dinas', path: 'Dinas' } });
  const made: Person[] = [];
  for (let id = 1; id <= count; id += 1) {
    const person = simulator.person({ id: 1000 + id, firstName: `Orang ${id}` });
    person.start();
    made.push(person);
  }
  await database.client.employee.createMany({
    data: made.map(({ id }) => ({
      id,
      nip: String(198_000_000_000_000_000n + BigInt(id)),
      name: `Pegawai ${id}`,
      unitId: unit.id,
    })),
  });
  await database.client.account.createMany({
    data: made.map(({ id }) => ({ telegramId: BigInt(id), employeeId: id, joinedAt: new Date() })),
  });
  return made;
}

async function notify(
  chatId: number,
  html: string,
  change: { mustArrive?: boolean; dueAt?: Date } = {},
): Promise<void> {
  await enqueue(database.client, [
    {
      chatId,
      kind: 'notice',
      message: { html, keyboard: [] },
      mustArrive: change.mustArrive ?? false,
      dedupeKey: null,
      dueAt: change.dueAt ?? new Date(),
    },
  ]);
}

async function broadcastToAll(content: BroadcastContent = { html: 'Sosialisasi' }): Promise<void> {
  const reach = { joined: 0, blocked: 0, notJoined: 0 };
  await withTransaction(database, async (tx) => {
    await createBroadcast(tx, { content, audience: { kind: 'all' }, reach, createdBy: 1, now: new Date() });
    await fillBroadcast(tx, new Date());
  });
}

async function outbox() {
  return database.client.outboxMessage.findMany({ orderBy: { id: 'asc' } });
}

async function states(): Promise<readonly string[]> {
  return (await outbox()).map(({ state }) => state);
}

/** Resolves when the simulator was asked `times` times to send, or fails the test after 30 s. */
async function asked(times: number): Promise<void> {
  await expect
    .poll(() => simulator.calls('sendMessage').length, { interval: 5, timeout: 30_000 })
    .toBeGreaterThanOrEqual(times);
}

const textsOf = (person: Person) =>
  person
    .messages()
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text);

it('sends what waits, notes the message and erases its words', async () => {
  const [ani] = await people(1);
  const sender = await startSender();
  await notify(ani?.id ?? 0, 'Hasil Anda <b>sudah</b> ada');
  sender.wake();
  const message = await ani?.waitFor('Hasil Anda sudah ada');
  await sender.idle();
  expect(await outbox()).toMatchObject([
    { state: 'sent', messageId: message?.id, content: null, attempts: 1, error: null },
  ]);
});

it('leaves alone what is due later, until it is due', async () => {
  const [ani] = await people(1);
  let now = new Date('2026-06-20T01:00:00Z');
  const sender = await startSender({ now: () => now });
  await notify(ani?.id ?? 0, 'Pengingat', { dueAt: new Date('2026-06-20T02:00:00Z') });
  await sender.idle();
  expect(await states()).toEqual(['queued']);
  now = new Date('2026-06-20T02:00:00Z');
  await sender.idle();
  expect(await states()).toEqual(['sent']);
});

it('notes who has blocked the bot, and does not write to them or to a chat that was cut off', async () => {
  const [ani, budi, citra] = await people(3);
  ani?.block();
  await database.client.account.update({
    where: { telegramId: BigInt(budi?.id ?? 0) },
    data: { cutOffAt: new Date() },
  });
  const sender = await startSender();
  for (const person of [ani, budi, citra]) await notify(person?.id ?? 0, 'Halo');
  await sender.idle();
  await notify(ani?.id ?? 0, 'Halo lagi');
  await sender.idle();
  expect(await states()).toEqual(['blocked', 'cancelled', 'sent', 'blocked']);
  expect((await outbox())[0]?.error).toContain('bot was blocked by the user');
  expect((await outbox()).every(({ content }) => content === null)).toBe(true);
  const account = await database.client.account.findUnique({ where: { telegramId: BigInt(ani?.id ?? 0) } });
  expect(account?.blockedAt).toBeInstanceOf(Date);
  expect(simulator.calls('sendMessage')).toHaveLength(2);
});

it('drops a message that Telegram refuses, with its words', async () => {
  const [ani] = await people(1);
  const sender = await startSender();
  await notify(ani?.id ?? 0, 'tidak <b>tertutup');
  await sender.idle();
  expect(await outbox()).toMatchObject([{ state: 'failed', content: null }]);
  expect((await outbox())[0]?.error).toContain("can't parse entities");
});

it('waits as long as Telegram asks and loses and doubles nothing in a storm of 429', async () => {
  const crowd = await people(30);
  simulator.faults.add({ method: 'sendMessage', times: 12, kind: { type: '429', retryAfter: 1 } });
  const sender = await startSender();
  await broadcastToAll();
  await sender.idle();
  expect(new Set(await states())).toEqual(new Set(['sent']));
  for (const person of crowd) expect(textsOf(person)).toEqual(['Sosialisasi']);
  expect((await outbox()).every(({ attempts }) => attempts === 1)).toBe(true);
});

it('keeps every process silent during a long pause', async () => {
  const [ani] = await people(1);
  simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: '429', retryAfter: 73_414 } });
  await startSender();
  const other = await startSender({ instance: 'two' });
  await notify(ani?.id ?? 0, 'Halo');
  await asked(1);
  await expect.poll(states, { interval: 5 }).toEqual(['queued']);
  await other.stop();
  expect(simulator.calls('sendMessage')).toHaveLength(1);
  const budget = await database.client.sendBudget.findUnique({ where: { id: 1 } });
  expect((budget?.pausedUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(73_000_000);
});

it('counts a copy as unknown when the connection broke, and sends what must arrive again', async () => {
  const [ani, budi] = await people(2);
  for (const person of [ani, budi])
    simulator.faults.add({
      method: 'sendMessage',
      chatId: person?.id ?? 0,
      times: 1,
      kind: { type: 'reset', when: 'after' },
    });
  const sender = await startSender();
  await notify(ani?.id ?? 0, 'Pengingat');
  await notify(budi?.id ?? 0, 'Hasil', { mustArrive: true });
  await sender.idle();
  expect(await states()).toEqual(['unknown', 'sent']);
  expect(ani && textsOf(ani)).toEqual(['Pengingat']);
  expect(budi && textsOf(budi)).toEqual(['Hasil', 'Hasil']);
});

it('sends everything once after Telegram could not be reached', async () => {
  const crowd = await people(20);
  simulator.faults.add({ method: 'sendMessage', times: 15, kind: { type: '5xx', status: 502 } });
  const sender = await startSender();
  await broadcastToAll();
  await sender.idle();
  for (const person of crowd) expect(textsOf(person)).toEqual(['Sosialisasi']);
  expect(simulator.calls('sendMessage')).toHaveLength(35);
});

it('gives up after a day on what nobody waits for, and never on what must arrive', async () => {
  const [ani] = await people(1);
  const dueAt = new Date(Date.now() - 25 * 3600 * 1000);
  simulator.faults.add({ method: 'sendMessage', times: 2, kind: { type: '5xx', status: 500 } });
  await notify(ani?.id ?? 0, 'Pengingat lama', { dueAt });
  const sender = await startSender();
  await sender.idle();
  await notify(ani?.id ?? 0, 'Keputusan lama', { dueAt, mustArrive: true });
  await sender.idle();
  expect(await states()).toEqual(['failed', 'sent']);
});

it('keeps two messages to one person a second apart and in order, without holding up others', async () => {
  const [ani, budi] = await people(2);
  for (const text of ['satu', 'dua', 'tiga']) await notify(ani?.id ?? 0, text);
  await notify(budi?.id ?? 0, 'Halo');
  const sender = await startSender();
  await sender.idle();
  expect(ani && textsOf(ani)).toEqual(['satu', 'dua', 'tiga']);
  const calls = simulator
    .calls('sendMessage')
    .map(({ parameters, at }) => ({ to: Number(parameters.chat_id), at: at.getTime() }));
  const toAni = calls.filter(({ to }) => to === ani?.id).map(({ at }) => at);
  expect((toAni[1] ?? 0) - (toAni[0] ?? 0)).toBeGreaterThanOrEqual(990);
  expect((toAni[2] ?? 0) - (toAni[1] ?? 0)).toBeGreaterThanOrEqual(990);
  expect(calls.findIndex(({ to }) => to === budi?.id)).toBeLessThan(2);
});

it('sends a reminder ahead of a long broadcast', async () => {
  const crowd = await people(60);
  const last = crowd.at(-1);
  const sender = await startSender({ rate: 20 });
  await broadcastToAll();
  sender.wake();
  await asked(5);
  await notify(last?.id ?? 0, 'Pengingat penting');
  await last?.waitFor('Pengingat penting');
  expect((await states()).filter((state) => state === 'queued').length).toBeGreaterThan(10);
});

it('shares one rate between processes and never sends twice', async () => {
  const crowd = await people(60);
  await broadcastToAll();
  const [one, two] = await Promise.all([startSender({ rate: 40 }), startSender({ rate: 40, instance: 'two' })]);
  await Promise.all([one.idle(), two.idle()]);
  for (const person of crowd) expect(textsOf(person)).toEqual(['Sosialisasi']);
  const at = simulator.calls('sendMessage').map((call) => call.at.getTime());
  // 15 bursts of 4, one every 100 ms, of which the first is at once.
  expect(Math.max(...at) - Math.min(...at)).toBeGreaterThanOrEqual(14 * 100 - 60);
  expect(new Set((await outbox()).map(({ takenBy }) => takenBy)).size).toBe(2);
});

it('neither loses nor doubles a copy when the process is killed in the middle', async () => {
  const crowd = await people(40);
  const [first, second] = crowd;
  await broadcastToAll();
  await notify(second?.id ?? 0, 'Hasil', { mustArrive: true });
  // Telegram has these but its answer does not come before the process is gone.
  for (const person of [first, second])
    simulator.faults.add({
      method: 'sendMessage',
      chatId: person?.id ?? 0,
      times: 1,
      kind: { type: 'slow', ms: 3_000, when: 'after' },
    });
  const script = fileURLToPath(new URL('./sender-process.ts', import.meta.url));
  const doomed = spawn(process.execPath, ['--import', 'tsx', script, database.url, simulator.apiRoot, token, '20'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await asked(10);
  doomed.kill('SIGKILL');
  await once(doomed, 'exit');
  const askedByTheDoomed = simulator.calls('sendMessage').length;

  const restarted = await startSender();
  await restarted.idle();
  // The result was under way too, and a result that may not have arrived is sent again.
  expect(first && textsOf(first)).toEqual(['Sosialisasi']);
  expect(second && textsOf(second).toSorted()).toEqual(['Hasil', 'Hasil', 'Sosialisasi']);
  const rows = await outbox();
  const copyOf = (person: Person | undefined) =>
    rows.find(({ chatId, broadcastId }) => Number(chatId) === person?.id && broadcastId !== null);
  expect(copyOf(first)?.state).toBe('unknown');
  for (const person of crowd.slice(2)) {
    const copies = textsOf(person).length;
    // What was leaving at that moment is reported as uncertain; it may have arrived or not, but never twice.
    if (copyOf(person)?.state === 'unknown') expect(copies).toBeLessThanOrEqual(1);
    else expect(copies).toBe(1);
  }
  expect(rows.filter(({ state }) => state !== 'sent' && state !== 'unknown')).toEqual([]);
  // In doubt are only messages that had been given to Telegram, or were leaving in the same burst (a tenth of 20 a second).
  expect(rows.filter(({ state }) => state === 'unknown').length).toBeLessThanOrEqual(askedByTheDoomed + 2);
});

it('uploads the file of a broadcast once for all its copies', async () => {
  const crowd = await people(8);
  const file = { as: 'document', name: 'panduan.txt', base64: Buffer.from('Panduan').toString('base64') } as const;
  await broadcastToAll({ html: 'Panduan', file });
  const sender = await startSender();
  await sender.idle();
  for (const person of crowd) expect(textsOf(person)).toEqual(['Panduan']);
  const calls = simulator.calls('sendDocument');
  expect(calls.filter(({ uploads }) => uploads.length > 0)).toHaveLength(1);
  expect(calls).toHaveLength(8);
  const { content } = await database.client.broadcast.findFirstOrThrow();
  expect(content).toEqual({ html: 'Panduan', file: { as: 'document', fileId: expect.any(String) } });
});

it('takes over from a process that died elsewhere once its lease is over', async () => {
  const [ani, budi] = await people(2);
  await notify(ani?.id ?? 0, 'Pengingat');
  await notify(budi?.id ?? 0, 'Hasil', { mustArrive: true });
  await database.client.$executeRaw`
    update outbox set state = 'sending', taken_by = 'gone', attempts = 1, taken_at = clock_timestamp() - interval '2 minutes 1 second'`;
  const sender = await startSender();
  await budi?.waitFor('Hasil');
  await sender.idle();
  expect(await states()).toEqual(['unknown', 'sent']);
  expect(ani && textsOf(ani)).toEqual([]);
});

it('finishes what it is sending when it is stopped and leaves the rest for the next start', async () => {
  await people(50);
  await broadcastToAll();
  const sender = await startSender({ rate: 50 });
  await asked(5);
  await sender.stop();
  const after = await states();
  expect(new Set(after)).toEqual(new Set(['sent', 'queued']));
  expect(after.filter((state) => state === 'sent')).toHaveLength(simulator.calls('sendMessage').length);
  expect((await outbox()).filter(({ state }) => state === 'queued').every(({ attempts }) => attempts === 0)).toBe(true);
});

it('goes on when the database was away for a moment', async () => {
  const [ani] = await people(1);
  const sender = await startSender();
  await database.client.$executeRaw`alter table outbox rename to outbox_away`;
  sender.wake();
  await log.heard('The outbox could not be worked on');
  await database.client.$executeRaw`alter table outbox_away rename to outbox`;
  await notify(ani?.id ?? 0, 'Halo');
  await ani?.waitFor('Halo');
  await sender.idle();
  expect(await states()).toEqual(['sent']);
});
