import fastify from 'fastify';
import { Call } from './api/call.ts';
import { findMethod } from './api/methods.ts';
import { runCall } from './api/run-call.ts';
import { ApiRefusal } from './api-refusal.ts';
import { serveBotApi } from './bot-api.ts';
import type { SimulatorClock } from './clock.ts';
import { serveControl } from './control.ts';
import type { Faults } from './faults.ts';
import { createGroup, type Group } from './group.ts';
import type { Opening } from './opening.ts';
import { createPerson, type Person } from './person.ts';
import { type RecordedCall, RecordedCalls } from './recorded-calls.ts';
import type { RateLimits } from './send-rate.ts';
import type { QueuedUpdate } from './updates-queue.ts';
import { WebhookDelivery } from './webhook-delivery.ts';
import { addGroup, addPerson, clearWorld, createWorld, type PersonOptions, type World } from './world.ts';

export interface SimulatorOptions {
  /** `<bot id>:<secret>`, as BotFather gives it. */
  readonly token: string;
  /** Without `@`. */
  readonly username: string;
  readonly botName?: string;
  readonly clock: SimulatorClock;
  /** 0 or left out: any free port. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  /** Milliseconds that stand for one second between webhook retries; 1,000 (Telegram's pace) when left out. */
  readonly retryUnitMs?: number;
  /** How long a webhook may take to answer; 60,000 ms (as Telegram) when left out. */
  readonly webhookTimeoutMs?: number;
}

export interface Simulator {
  /** `http://127.0.0.1:<port>`: the Bot API is at `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
  readonly apiRoot: string;
  /** Where a person opens the chat page. */
  readonly pageUrl: string;
  readonly clock: SimulatorClock;
  /** Registers a person; throws when the id is taken. */
  person(options: PersonOptions): Person;
  people(): readonly Person[];
  /** Registers a group; its id is negative. */
  group(options: { readonly id: number; readonly title: string }): Group;
  readonly faults: Faults;
  /** Switches Telegram's limits on sending on; null switches them off (as at first). */
  setRate(limits: RateLimits | null): void;
  /** Calls of the Bot API in order of arrival, all or those of one method; the newest 20,000. */
  calls(method?: string): readonly RecordedCall[];
  /** Updates the bot has not confirmed, oldest first. */
  pendingUpdates(): readonly QueuedUpdate[];
  /** Resolves when the bot has confirmed every update; rejects after `timeoutMs` (10 s). */
  allConfirmed(timeoutMs?: number): Promise<void>;
  /** Data for the page's tour, handed on as they are. */
  setTour(steps: readonly unknown[]): void;
  /** Says where the page stands: what it offers to choose from, what is being prepared, or that it is open (as at first). */
  setOpening(opening: Opening): void;
  /** Calls `listener` with the key a visitor chose, or null when they want to choose again. Returns the remover. */
  onChoose(listener: (key: string | null) => void): () => void;
  /** Forgets all people, groups, messages and updates, for another beginning. The bot has to be stopped. */
  clear(): void;
  /** Closes every connection; waiting polls break. */
  stop(): Promise<void>;
}

/**
 * Starts a Bot API server of our own on loopback, as strict as Telegram, for tests and for the demo.
 *
 * Covered: long polling (offsets confirm, 409 for a second poller and under a webhook) and webhooks (secret, lanes, retries, calls in the answer); texts, photos,
 * documents and edits with Telegram's HTML, limits and error texts; files in both directions with their size limits; presses and their expiry; command menus by
 * scope and language; blocked, absent and deleted people; groups as far as a bot needs to decline; flood limits and faults on request.
 *
 * Left out: Markdown (refused), other media, albums, inline mode, web apps, payments, reply keyboards (accepted, not drawn), channels, forums, fetching files by
 * URL, certificates. Keyboards are refused from 101 buttons or 9 in a row on; a webhook on another machine is refused as not resolvable.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const botId = Number(/^(\d+):[A-Za-z0-9_-]+$/.exec(options.token)?.[1]);
  if (Number.isNaN(botId)) throw new Error('A token looks like 123456:ABC-DEF.');
  const { token, username, clock } = options;
  const world = createWorld({ id: botId, token, username, name: options.botName ?? username }, clock);
  const calls = new RecordedCalls();
  const people = new Map<number, Person>();
  let tour: readonly unknown[] = [];
  let opening: Opening = { stage: 'open', chosen: null, choices: [] };
  const choosers = new Set<(key: string | null) => void>();

  const app = fastify({
    bodyLimit: 64 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  await app.register(serveBotApi, { world, calls });
  await app.register(serveControl, {
    world,
    person: (id) => people.get(id),
    tour: () => tour,
    opening: () => opening,
    choose: (key) => {
      for (const chooser of [...choosers]) chooser(key);
    },
  });
  const delivery = new WebhookDelivery(
    world,
    { retryUnitMs: options.retryUnitMs ?? 1_000, answerTimeoutMs: options.webhookTimeoutMs ?? 60_000 },
    (method, parameters) => executeFromWebhook(world, calls, method, parameters),
  );
  const removers = [
    clock.onChange((now) => world.events.emit({ type: 'clock', now })),
    world.faults.onChange(() => {
      if (world.faults.tokenRevoked()) world.poll.endWith(new ApiRefusal(401, 'Unauthorized'));
      if (world.faults.outage()) world.poll.cut();
    }),
  ];
  const apiRoot = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });

  return {
    apiRoot,
    pageUrl: `${apiRoot}/`,
    clock,
    faults: world.faults,
    person(personOptions) {
      const person = createPerson(world, addPerson(world, personOptions));
      people.set(person.id, person);
      return person;
    },
    people: () => [...people.values()],
    group: (groupOptions) => createGroup(world, addGroup(world, groupOptions)),
    setRate: (limits) => world.rate.set(limits),
    calls: (method) => calls.of(method),
    pendingUpdates: () => [...world.queue.pending()],
    allConfirmed: (timeoutMs = 10_000) => allConfirmed(world, timeoutMs),
    setTour(steps) {
      tour = steps;
    },
    setOpening(next) {
      opening = next;
      world.events.emit({ type: 'opening' });
    },
    onChoose(listener) {
      choosers.add(listener);
      return () => void choosers.delete(listener);
    },
    clear() {
      people.clear();
      clearWorld(world);
      calls.clear();
      tour = [];
    },
    async stop() {
      for (const remove of removers) remove();
      delivery.stop();
      world.poll.cut();
      await app.close();
    },
  };
}

async function executeFromWebhook(
  world: World,
  calls: RecordedCalls,
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<void> {
  const method = findMethod(name);
  if (method === undefined) return;
  // Nobody waits for what becomes of it: where the connection of a request would hang, it is over at once.
  const call = new Call({ method: method.name, parameters, uploads: new Map(), gone: AbortSignal.abort() });
  await runCall(world, calls, call, method.run);
}

function allConfirmed(world: World, timeoutMs: number): Promise<void> {
  if (world.queue.pending().length === 0) return Promise.resolve();
  const late = new Error();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      remove();
      const left = world.queue.pending().map(({ id, kind }) => `${kind} ${id}`);
      late.message = `The bot did not confirm these updates within ${timeoutMs} ms: ${left.join(', ')}`;
      reject(late);
    }, timeoutMs);
    const remove = world.queue.onEmpty(() => {
      clearTimeout(timer);
      remove();
      resolve();
    });
  });
}
