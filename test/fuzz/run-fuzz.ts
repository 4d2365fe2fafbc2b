import { Agent, request } from 'node:http';
import type { Person } from '../../src/simulator/person.ts';
import { doorRules } from '../app/permission/door-rules.ts';
import { type PersonName, persons, settleWorld, type World } from '../app/permission/world.ts';
import { afterHours, botSettings, openStage, type Stage, webhookSecret } from '../support/bot.ts';
import { type BotProcess, startBotProcess } from '../support/bot-process.ts';
import { freePort } from '../support/free-port.ts';
import type { Cast } from './cast.ts';
import { makePostings, type Posting, tourOf } from './make-postings.ts';
import { oddFiles } from './odd-files.ts';
import { othersRows } from './others-rows.ts';
import { createRandom } from './random.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly postings: number;
  readonly library: 'grammy' | 'telegraf';
  /** People of the office who write, beside strangers. Nobody but them may find anything changed afterwards. */
  readonly writers: readonly PersonName[];
}

export interface FuzzReport {
  /** How many requests were answered with which status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Requests that were answered with another status than they may be, with what was sent; the first 20. */
  readonly wronglyAnswered: readonly string[];
  /** What the bot logged as an error, with the update it was about; the first 20. */
  readonly errors: readonly string[];
  /** Somebody else's rows that are not what they were: as they were, and as they are; the first 20. */
  readonly touched: readonly string[];
  /** Memory in use after each tenth of the requests, in bytes. */
  readonly memory: readonly number[];
  /** Messages and edits that people were shown. */
  readonly shown: number;
  /** Whether the bot is well afterwards, and answers somebody who asks for the menu. */
  readonly wellAfterwards: boolean;
}

/** As many requests at once as Telegram has open. */
const atOnce = 24;
const strangers = [2 ** 52 - 1, 4_294_967_297, 77_001, 77_002];

/** Lets everybody send whatever chance draws at the webhook of a bot in a process of its own, and looks at what became of it. */
export async function runFuzz({ seed, postings, writers, library }: FuzzOptions): Promise<FuzzReport> {
  const stage = await openStage({ start: afterHours });
  const world = await settleWorld(stage);
  await stage.bot().stop();
  const trouble: string[] = [];
  const door = await openDoor(stage, library, trouble);
  try {
    const cast = await gather(stage, world, writers);
    const theirs = await whoseRows(stage, cast);
    const before = await othersRows(stage.databaseUrl, theirs);
    const random = createRandom(seed);
    const next = makePostings(random, cast);
    const statuses = new Map<number, number>();
    const wronglyAnswered: string[] = [];
    const bodies = new Map<number, string>();
    const play = async (postings: Iterator<Posting>): Promise<void> => {
      const work = async (): Promise<void> => {
        for (let at = postings.next(); !at.done; at = postings.next()) {
          note(bodies, at.value);
          const status = await door.post(at.value);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (!at.value.answers.includes(status) && wronglyAnswered.length < 20)
            wronglyAnswered.push(`${status} to ${at.value.body.slice(0, 2_000)}`);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
    };
    await play(tourOf(cast)[Symbol.iterator]());
    const memory: number[] = [];
    for (let tenth = 0; tenth < 10; tenth += 1) {
      await play(draw(next, Math.ceil(postings / 10)));
      await door.process.idle();
      memory.push(await door.memory());
    }
    const after = await othersRows(stage.databaseUrl, theirs);
    return {
      statuses,
      wronglyAnswered,
      errors: errorsOf(trouble, bodies),
      touched: [
        ...[...before].filter((row) => !after.has(row)).map((row) => `was ${row}`),
        ...[...after].filter((row) => !before.has(row)).map((row) => `is ${row}`),
      ].slice(0, 20),
      memory,
      shown: cast.people.reduce(
        (sum, person) => sum + person.messages().filter(({ from }) => from === 'bot').length,
        0,
      ),
      wellAfterwards: await isWell(stage, door),
    };
  } finally {
    await door.close();
    await stage.close();
  }
}

function* draw(next: () => Posting, count: number): Generator<Posting> {
  for (let drawn = 0; drawn < count; drawn += 1) yield next();
}

interface Door {
  readonly process: BotProcess;
  readonly adminPort: number;
  post(posting: Posting): Promise<number>;
  /** What is in use after a collection, in bytes. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

async function openDoor(stage: Stage, library: FuzzOptions['library'], trouble: string[]): Promise<Door> {
  const port = await freePort();
  const adminPort = await freePort();
  const settings = {
    ...botSettings(stage.simulator, { databaseUrl: stage.databaseUrl, port }),
    BOT_LIBRARY: library,
    BOT_TRANSPORT: 'webhook',
    ADMIN_PORT: String(adminPort),
    HR_TELEGRAM_IDS: '999999',
    SEND_RATE: '1000',
    PAID_BROADCAST: 'true',
  };
  const process = await startBotProcess(settings, stage.clock, trouble);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce * 2 });
  return {
    process,
    adminPort,
    post: (posting) => post(agent, port, posting),
    async memory() {
      await process.tidy();
      const text = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
      return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1]);
    },
    async close() {
      agent.destroy();
      await process.stop();
    },
  };
}

function post(agent: Agent, port: number, posting: Posting): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': posting.contentType,
      'content-length': Buffer.byteLength(posting.body),
      ...(posting.secret && { 'x-telegram-bot-api-secret-token': webhookSecret }),
    };
    const sent = request({ agent, port, host: '127.0.0.1', path: '/telegram', method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    // A body that is too large is answered and the connection closed before all of it was sent.
    sent.on('error', (error) => (posting.answers.includes(413) ? resolve(413) : reject(error)));
    sent.end(posting.body);
  });
}

/** Everybody's chat, opened; some have sent a file with odd content, whose ids anybody may use. */
async function gather({ simulator, ...stage }: Stage, world: World, writers: readonly PersonName[]): Promise<Cast> {
  const people = [
    ...writers.map((name) => simulator.person({ id: world.chats[name], firstName: name })),
    ...strangers.map((id) => simulator.person({ id, firstName: `Tamu ${id}` })),
  ];
  // Whoever else is in the office can be reached, as they can after a first word with the bot.
  const others = everybody
    .filter((name) => !writers.includes(name))
    .map((name) => simulator.person({ id: world.chats[name], firstName: name }));
  for (const person of [...people, ...others]) person.start();
  await simulator.allConfirmed(30_000);
  const [first] = people;
  if (first === undefined) throw new Error('Nobody writes.');
  for (const file of oddFiles()) first.upload({ ...file, as: 'document' });
  await simulator.allConfirmed(60_000);
  const { commands, actions } = stage.bot().app.registry;
  return {
    people: [first, ...people.slice(1)],
    commands: [...commands.keys()],
    actions: [...actions.keys()],
    trueData: doorRules
      .map(({ door }) => door(world))
      .flatMap((door) => (door.kind === 'button' ? [[door.name, ...door.args].join(':')] : [])),
    files: first.messages().flatMap(({ media }) => (media === null ? [] : [media.fileId])),
  };
}

async function whoseRows(stage: Stage, { people }: Cast) {
  const telegramIds = people.map(({ id }) => id);
  const { prisma } = stage.bot().app.database;
  const accounts = await prisma.account.findMany({ where: { telegramId: { in: telegramIds } } });
  return { telegramIds, employeeIds: accounts.flatMap(({ employeeId }) => employeeId ?? []) };
}

/** Remembers what was sent last under each number. */
function note(bodies: Map<number, string>, { body }: Posting): void {
  const id = Number(/^\{"update_id":(\d+)/.exec(body)?.[1]);
  bodies.delete(id);
  bodies.set(id, body.slice(0, 1_500));
  const [oldest] = bodies.size > 5_000 ? bodies.keys() : [];
  if (oldest !== undefined) bodies.delete(oldest);
}

function errorsOf(trouble: readonly string[], bodies: ReadonlyMap<number, string>): readonly string[] {
  return trouble
    .join('')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('warn '))
    .slice(0, 20)
    .map((line) => `${line}\n  ${bodies.get(Number(/"updateId":(\d+)/.exec(line)?.[1])) ?? ''}`);
}

async function isWell({ simulator }: Stage, { adminPort }: Door): Promise<boolean> {
  const somebody: Person = simulator.person({ id: 88_001, firstName: 'Seseorang' });
  somebody.start();
  await somebody.waitFor(/Seseorang|undangan|tautan/i, 30_000);
  return (await fetch(`http://127.0.0.1:${adminPort}/healthz`)).ok;
}

/** Everybody in the office. */
export const everybody: readonly PersonName[] = persons.filter((name) => name !== 'stranger');
