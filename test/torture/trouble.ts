import { setTimeout as delay } from 'node:timers/promises';
import type { FaultKind } from '../../src/simulator/faults.ts';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import { createRandom, type Random } from '../fuzz/random.ts';
import { type Life, type LogLine, startLife } from './life.ts';

/** The database as somebody who pulls its plug sees it. */
export interface DatabaseSwitch {
  off(): Promise<void>;
  on(): Promise<void>;
  /** Ends every connection, as a restart does; nothing else is lost. */
  cut(): Promise<void>;
}

export interface TroubleOptions {
  readonly simulator: Simulator;
  readonly database: DatabaseSwitch;
  /** The compiled bot. */
  readonly program: string;
  /** Of each process that runs at the same time, its settings; they keep them through all their lives. */
  readonly processes: readonly Readonly<Record<string, string>>[];
  readonly seed: number;
  readonly kills: number;
  /** Several minutes without Telegram, so often. */
  readonly longOutages: number;
  /** The mornings on which the simulator's clock goes on, spread over the kills. */
  readonly mornings: readonly Date[];
  readonly until: AbortSignal;
  say(line: string): void;
}

/** What was done to the bot, and what it did that nobody asked for. */
export interface Troubles {
  kills: number;
  /** Of them before the process was ready. */
  earlyKills: number;
  databaseStops: number;
  connectionsCut: number;
  longOutages: number;
  mornings: number;
  /** Weather at Telegram by kind. */
  readonly faults: Map<string, number>;
  /** Starts that were refused while the database was away: the bot said so and ended, and was started again. */
  refusedStarts: number;
  /** Ends that nobody asked for: faults of the product. */
  readonly crashes: string[];
  readonly errors: LogLine[];
}

/** The bot after the trouble, in fair weather. */
export interface Aftermath {
  readonly troubles: Troubles;
  readonly lives: readonly Life[];
}

/** Kills the processes at random moments and starts them again, while the database goes away and comes back and Telegram fails in every way. Leaves processes that run in fair weather. */
export async function makeTrouble(options: TroubleOptions): Promise<Aftermath> {
  const { simulator, database, processes, seed, until } = options;
  const troubles: Troubles = {
    kills: 0,
    earlyKills: 0,
    databaseStops: 0,
    connectionsCut: 0,
    longOutages: 0,
    mornings: 0,
    faults: new Map(),
    refusedStarts: 0,
    crashes: [],
    errors: [],
  };
  const running = new Set<Life>();
  const isOver = () => until.aborted || troubles.kills >= options.kills;
  const begin = (settings: Readonly<Record<string, string>>): Life => {
    const life = startLife(options.program, settings, simulator.clock, (line) => troubles.errors.push(line));
    running.add(life);
    void life.gone.then(() => running.delete(life));
    return life;
  };
  await Promise.all([
    ...processes.map((settings, index) =>
      keepKilling(options, { troubles, isOver, random: createRandom(seed + index), begin: () => begin(settings) }),
    ),
    makeWeather(options, { troubles, isOver, random: createRandom(seed + 1_000), running }),
  ]);
  simulator.faults.clear();
  await database.on();
  const lives = await Promise.all(processes.map((settings) => startForGood(() => begin(settings), troubles)));
  return { troubles, lives };
}

interface Hand {
  readonly troubles: Troubles;
  readonly random: Random;
  isOver(): boolean;
}

async function keepKilling(
  { kills, say }: TroubleOptions,
  { troubles, random, isOver, begin }: Hand & { begin(): Life },
): Promise<void> {
  while (!isOver()) {
    const life = begin();
    const early = random.chance(0.1);
    const ready = await Promise.race([life.ready, delay(early ? 300 + random.int(1_500) : 20_000, null)]);
    if (ready === false) {
      await noteRefusal(life, troubles);
      continue;
    }
    if (ready) await Promise.race([delay(200 + random.int(5_800)), life.gone]);
    if (life.hasEnded()) {
      troubles.crashes.push(life.words());
      continue;
    }
    await life.kill();
    troubles.kills += 1;
    if (ready === null) troubles.earlyKills += 1;
    if (troubles.kills % 10 === 0) say(`${troubles.kills} of ${kills} kills`);
    if (random.chance(0.3)) await delay(random.int(1_500));
  }
}

/** A start while the database is away ends with words; any other is a fault. */
async function noteRefusal(life: Life, troubles: Troubles): Promise<void> {
  await life.gone;
  await delay(300);
  if (/cannot be reached|was lost|database/i.test(life.words())) troubles.refusedStarts += 1;
  else troubles.crashes.push(`It could not start:\n${life.words()}`);
}

async function startForGood(begin: () => Life, troubles: Troubles): Promise<Life> {
  for (let left = 5; ; left -= 1) {
    const life = begin();
    if (await life.ready) return life;
    if (left === 0) throw new Error(`The bot does not start in fair weather:\n${life.words()}`);
    await noteRefusal(life, troubles);
  }
}

async function makeWeather(
  options: TroubleOptions,
  hand: Hand & { readonly running: ReadonlySet<Life> },
): Promise<void> {
  const { simulator, mornings, kills } = options;
  const { troubles, random, isOver, running } = hand;
  const setClocks = () => {
    for (const life of running) life.setClock();
  };
  while (!isOver()) {
    await delay(200 + random.int(2_000));
    const share = troubles.kills / kills;
    const morning = mornings[troubles.mornings];
    if (morning !== undefined && share > (troubles.mornings + 1) / (mornings.length + 1)) {
      troubles.mornings += 1;
      simulator.clock.set(morning);
      setClocks();
    } else if (
      share > (troubles.longOutages + 0.5) / options.longOutages &&
      troubles.longOutages < options.longOutages
    ) {
      await longOutage(options, hand, setClocks);
    } else if (random.chance(0.25)) await databaseTrouble(options, hand);
    else if (random.chance(0.9)) await telegramTrouble(options, hand);
  }
}

async function databaseTrouble({ database }: TroubleOptions, { troubles, random }: Hand): Promise<void> {
  if (random.chance(0.5)) {
    troubles.connectionsCut += 1;
    return database.cut();
  }
  troubles.databaseStops += 1;
  await database.off();
  await delay(random.int(2_500));
  await database.on();
}

async function telegramTrouble({ simulator }: TroubleOptions, { troubles, random }: Hand): Promise<void> {
  const kind = random.pick<FaultKind>([
    { type: '429', retryAfter: 1 },
    { type: '429', retryAfter: 3 },
    { type: '5xx', status: 500 },
    { type: '5xx', status: 502 },
    { type: '5xx', status: 504 },
    { type: 'reset', when: 'before' },
    { type: 'reset', when: 'after' },
    { type: 'slow', ms: 200 + random.int(2_300), when: 'before' },
    { type: 'slow', ms: 200 + random.int(2_300), when: 'after' },
    { type: 'half-open', when: 'before' },
    { type: 'half-open', when: 'after' },
    { type: 'outage' },
  ]);
  const what = 'when' in kind ? `${kind.type} ${kind.when}` : kind.type === '5xx' ? `5xx ${kind.status}` : kind.type;
  troubles.faults.set(what, (troubles.faults.get(what) ?? 0) + 1);
  const end = simulator.faults.add({
    kind,
    ...(kind.type !== 'outage' && random.chance(0.7) && { method: /^(send|edit)/ }),
    ...(kind.type !== 'outage' && { times: 1 + random.int(20) }),
  });
  // What is delivered by webhook comes twice where its answer is lost.
  const endTwice = random.chance(0.5)
    ? simulator.faults.add({ kind: { type: 'reset', when: 'after' }, method: 'webhook', times: 1 + random.int(5) })
    : () => undefined;
  await delay(200 + random.int(2_500));
  end();
  endTwice();
}

/** Telegram is away for longer than a press lives. */
async function longOutage(
  { simulator }: TroubleOptions,
  { troubles, random }: Hand,
  setClocks: () => void,
): Promise<void> {
  troubles.longOutages += 1;
  const end = simulator.faults.add({ kind: { type: 'outage' } });
  await delay(500 + random.int(1_000));
  simulator.clock.advance((180 + random.int(240)) * 1_000);
  setClocks();
  await delay(500 + random.int(1_000));
  end();
}
