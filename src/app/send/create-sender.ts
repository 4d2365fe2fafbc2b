import type { Locale } from '../../i18n/words.ts';
import type { Database } from '../../storage/database.ts';
import { isDue, recoverTaken, type TakenMessage, takeDue } from '../../storage/outbox-queue.ts';
import { pauseLeftMs, pauseSending, reserveSlots } from '../../storage/send-budget.ts';
import type { Delivery, Gateway, WaitRange } from '../../telegram/gateway.ts';
import { backoff, pause } from '../../telegram/pause.ts';
import type { AppLog } from '../core/app.ts';
import { type Bell, createBell } from './bell.ts';
import { createChatSpacing } from './chat-spacing.ts';
import { type AskAgain, type Content, createContents } from './contents.ts';
import { createDepartures } from './departures.ts';
import { keepLeases } from './keep-leases.ts';
import { giveBack, settleDelivery, withdraw } from './settle-delivery.ts';
import { createSettlementRecorder } from './settlement-recorder.ts';

/** Sends what waits in the outbox, together with the senders of other processes on the same database. */
export interface Sender {
  /** Recovers what this instance was sending when it was killed, then sends until `stop`. Call once. */
  start(): Promise<{ readonly queued: number; readonly unknown: number }>;
  /** Something may have been queued: look at once. */
  wake(): void;
  /** For tests: resolves when everything that was due at the call has met its fate, retries and pauses of Telegram's included. */
  idle(): Promise<void>;
  /** Finishes what is being sent, gives back what is not, and records both. */
  stop(): Promise<void>;
}

export interface SenderOptions {
  readonly database: Database;
  readonly gateway: Pick<Gateway, 'send'>;
  /** Decides what is due; pauses and leases go by the database server's clock. */
  readonly now: () => Date;
  readonly log: AppLog;
  /** Messages a second, over all processes. */
  readonly rate: number;
  /** Name of this process: its own among those that run at the same time, and the same again after a restart. */
  readonly instance: string;
  /** Language of people who chose none. */
  readonly locale: Locale;
  /** What a question that is to be shown again says. */
  readonly askAgain: AskAgain;
  /** After so long a message that was taken belongs to a process that died; 120,000 ms by default. */
  readonly leaseMs?: number;
  /** How often to look without being woken; 1,000 ms by default. */
  readonly pollMs?: number;
  /** Between tries of one message, and between any tries while Telegram cannot be reached; 1 s to 30 s by default. */
  readonly retry?: WaitRange;
}

/** Most messages that wait for Telegram's answer at once. */
const mostUnanswered = 200;
/** Of the rate, this much is used: timers and clocks are not exact, and no second may have more than the rate. */
const usedShare = 0.98;
/** Messages are taken so long before their places in the line, in milliseconds: a database that is slow for a moment then costs no place. */
const leadMs = 50;
/** How long a process sleeps at most in a long pause, before it looks again. */
const longestNapMs = 30_000;

type Unprepared = Extract<Delivery, { state: 'unreachable' }>;

export function createSender(options: SenderOptions): Sender {
  const { database, gateway, now, log, rate, instance, locale, askAgain } = options;
  const { leaseMs = 120_000, pollMs = 1_000, retry = { firstMs: 1_000, mostMs: 30_000 } } = options;
  /** So many messages are taken together, five times a second at most: one by one they would cost too many statements. They leave one by one. */
  const burst = Math.max(1, Math.round(rate / 5));
  const mostUnderWay = mostUnanswered + 2 * burst;
  const pace = rate * usedShare;
  const stopping = new AbortController();
  const bell: Bell = createBell(stopping.signal);
  const spacing = createChatSpacing(() => performance.now());
  const departures = createDepartures({
    gapMs: 1_000 / pace,
    elapsed: () => performance.now(),
    stop: stopping.signal,
    onShort: bell.ring,
  });
  const contents = createContents({ database, locale, log, askAgain });
  const recorder = createSettlementRecorder({ database, instance, now, log, giveUp: stopping.signal });
  /** Taken by this process and not settled yet. */
  const held = new Set<bigint>();
  const underWay = new Map<bigint, Promise<void>>();
  let idlers: (() => void)[] = [];
  let running: Promise<unknown> = Promise.resolve();
  /** Telegram asked for a pause or could not be reached: no more of this batch. */
  let halted = false;
  let unreachable = false;
  /** Rounds in a row in which Telegram could not be reached. */
  let outageRounds = 0;
  /** As many were taken as were asked for: there may be more, and nobody has to ask. */
  let moreDue = false;
  /** A copy that brings Telegram the file of its broadcast: nothing more is taken before it has met its fate. */
  let upload: bigint | null = null;

  return {
    async start() {
      const recovered = await recoverTaken(database.client, { instance });
      running = Promise.all([
        run(),
        keepLeases({ database, instance, leaseMs, held, log, stop: stopping.signal, onRecovered: bell.ring }),
      ]);
      return recovered;
    },
    wake: bell.ring,
    idle: () =>
      new Promise((resolve) => {
        idlers.push(resolve);
        bell.ring();
      }),
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(underWay.values());
      await recorder.flushed();
    },
  };

  async function run(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await round();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.error({ err: error }, 'The outbox could not be worked on; trying again.');
        await pause(backoff(failures, retry), stopping.signal);
      }
    }
  }

  /** Waits for a place in the line first and takes messages then, so that a process that is killed holds none but those it is sending. */
  async function round(): Promise<void> {
    if (halted) await recover();
    const asking = [...idlers];
    // What lost its places to a delay is held already and only needs others.
    const short = departures.short();
    if (upload !== null && short === 0) return bell.rung(pollMs);
    const room = upload === null ? Math.min(outageRounds > 0 ? 1 : burst, mostUnderWay - underWay.size) : 0;
    const count = Math.max(room, Math.min(short, burst));
    if (count <= 0) return void (await Promise.race(underWay.values()));
    if (short === 0 && !moreDue && !(await isDue(database.client, now(), { later: false }))) {
      if (underWay.size === 0) await tellIdlers(asking);
      return bell.rung(pollMs);
    }
    const waitMs = await reserveSlots(database.client, { count, rate: pace });
    const place = performance.now() + (waitMs ?? 0);
    if (waitMs === null) return pause(Math.min(await pauseLeftMs(database.client), longestNapMs), stopping.signal);
    if (waitMs > leadMs) await pause(waitMs - leadMs, stopping.signal);
    if (stopping.signal.aborted || halted) return;
    departures.open(place, count);
    if (short >= count) return;
    const limit = count - short;
    const resting = spacing.resting();
    const taken = await takeDue(database.client, { now: now(), limit, instance, resting });
    moreDue = taken.length === limit;
    await sendAll(taken);
  }

  /** After Telegram asked for a pause or could not be reached: lets the open requests end, and in an outage waits longer each time. */
  async function recover(): Promise<void> {
    departures.clear();
    await Promise.all(underWay.values());
    halted = false;
    if (!unreachable) return;
    unreachable = false;
    outageRounds += 1;
    await pause(backoff(outageRounds, retry), stopping.signal);
  }

  async function sendAll(taken: readonly TakenMessage[]): Promise<void> {
    for (const { id } of taken) held.add(id);
    for (const [index, message] of taken.entries()) {
      const sending = send(message).finally(() => {
        underWay.delete(message.id);
        const uploaded = upload === message.id;
        if (uploaded) upload = null;
        if (uploaded || underWay.size === 0) bell.ring();
      });
      underWay.set(message.id, sending);
      if (!(await contents.isUpload(message))) continue;
      if (underWay.has(message.id)) upload = message.id;
      for (const { id, chatId } of taken.slice(index + 1)) settle(giveBack(id), chatId);
      return;
    }
  }

  async function send(message: TakenMessage): Promise<void> {
    // A question is made from the database as it stands, which takes a moment: before its place in the line comes, which it may not need.
    const ahead = message.what.kind === 'question' ? await prepare(message) : undefined;
    if (ahead === null) return settle(withdraw(message.id), message.chatId);
    await departures.next();
    // What did not leave yet when the bot stops or Telegram asks for a pause goes back to the queue.
    if (stopping.signal.aborted || halted) return settle(giveBack(message.id), message.chatId);
    spacing.sent(message.chatId);
    const content = ahead ?? (await prepare(message));
    if (content === null) return settle(withdraw(message.id), message.chatId);
    const delivery = 'state' in content ? content : await gateway.send(message.chatId, content.message);
    if (delivery.state === 'wait') await hold(delivery.seconds);
    else if (delivery.state === 'unreachable') unreachable = halted = true;
    else if (delivery.state !== 'unknown') outageRounds = 0;
    if (delivery.state === 'sent' && 'sent' in content) await content.sent(delivery);
    settle(settleDelivery(message, delivery, { now: now(), retry }), message.chatId);
  }

  /** What the message says; null where it need not be sent any more. */
  async function prepare(message: TakenMessage): Promise<Content | Unprepared | null> {
    try {
      return await contents.of(message);
    } catch (error) {
      log.error({ err: error, outboxId: message.id.toString() }, 'A message could not be put together; trying again.');
      return { state: 'unreachable', why: 'the message could not be put together' };
    }
  }

  /** Telegram asked everybody to wait. Where the database cannot be told, this process waits alone. */
  async function hold(seconds: number): Promise<void> {
    halted = true;
    log.warn({ seconds }, 'Telegram asks for a pause (429).');
    try {
      await pauseSending(database.client, seconds);
    } catch (error) {
      unreachable = true;
      log.error({ err: error }, 'The pause could not be recorded.');
    }
  }

  function settle(settlement: Parameters<typeof recorder.add>[0], chatId: number): void {
    held.delete(settlement.id);
    recorder.add(settlement, chatId);
  }

  async function tellIdlers(asking: readonly (() => void)[]): Promise<void> {
    if (asking.length === 0) return;
    await recorder.flushed();
    if (await isDue(database.client, now(), { later: true })) return;
    idlers = idlers.filter((idler) => !asking.includes(idler));
    for (const resolve of asking) resolve();
  }
}
