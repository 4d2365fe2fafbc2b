import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { createClock } from '../../src/simulator/clock.ts';
import { startSimulator } from '../../src/simulator/start-simulator.ts';
import { openDatabase, type Tx } from '../../src/storage/database.ts';
import { createRandom } from '../fuzz/random.ts';
import { startBalancer } from '../support/balancer.ts';
import { loadFramework } from '../support/district.ts';
import { freePort } from '../support/free-port.ts';
import { checkAnswers, type Journals } from './check-answers.ts';
import { checkRows, checkTransactions } from './check-database.ts';
import { checkLog } from './check-log.ts';
import { checkMessages } from './check-messages.ts';
import { type Count, none, told } from './count.ts';
import { finishEverything } from './go-on.ts';
import { createJournal } from './journal.ts';
import { chatOf, everybody, settleOffice } from './settle-office.ts';
import { readStored } from './stored.ts';
import { type DatabaseSwitch, makeTrouble, type Troubles } from './trouble.ts';
import { noDeeds, type Walker } from './walk.ts';
import { type Standing, workAsEmployee, workAsHr, workAsSupervisor } from './workdays.ts';

export interface TortureOptions {
  /** The compiled bot: `dist/src/main.js`, or what was compiled elsewhere below the folder of package.json. */
  readonly program: string;
  readonly employees: number;
  readonly kills: number;
  /** One polls; several take webhooks behind a balancer. */
  readonly processes: number;
  /** The same seed makes the same people and the same troubles, though not at the same microsecond. */
  readonly seed: number;
  /** Longest pause of a person before each deed, in milliseconds. */
  readonly thinkMs: number;
  readonly longOutages: number;
  readonly mornings: readonly Date[];
  /** It is over after so long in any case, in milliseconds; whoever is not done by then is told of. */
  readonly mostMs: number;
  /** The database as it is, empty and migrated. */
  readonly databaseUrl: string;
  /** Where the bot reaches it, and how it is taken away. */
  readonly botDatabaseUrl: string;
  readonly database: DatabaseSwitch;
  say(line: string): void;
}

/** A run that is over. */
export interface Tortured {
  readonly counts: readonly Count[];
  /** Counts the answers, messages and rows again, as this transaction sees them now. */
  recount(tx: Tx): Promise<readonly Count[]>;
  close(): Promise<void>;
}

const botToken = '424242:AAH-dialog-kinerja-torture-token-00';

/**
 * An office lives through self-assessment, peer ratings, reviews, reminders, broadcasts and the release, while the bot is killed again and again and the database and Telegram
 * fail. Then the weather is fair, everybody finishes what they began, and it is counted: whatever differs from `must` is a fault of the product.
 */
export async function torture(options: TortureOptions): Promise<Tortured> {
  const { seed, say } = options;
  // Nine in the morning on the first day of the window: everybody is due for a reminder.
  const clock = createClock(new Date('2026-12-17T02:00:00Z'));
  const simulator = await startSimulator({ token: botToken, username: 'dialog_kinerja_bot', clock, retryUnitMs: 50 });
  const balancer = await startBalancer();
  const database = await openDatabase({ url: options.databaseUrl });
  const office = await settleOffice(database, options.employees);
  await database.close();
  const close = async () => {
    await balancer.stop();
    await simulator.stop();
  };

  const did = noDeeds();
  const walkers = everybody(office).map(
    (employee): Walker => ({
      employee,
      person: simulator.person({ id: chatOf(employee), firstName: `Pegawai ${employee}` }),
      journal: createJournal(),
      random: createRandom(seed * 31 + employee),
      pace: { thinkMs: options.thinkMs, patienceMs: 4_000 },
      did,
    }),
  );
  const late = AbortSignal.timeout(options.mostMs);
  setMaxListeners(0, late);
  const standing: Standing = { allRated: false, released: false };
  /** Everybody at work until `over`. */
  const work = (over: AbortSignal) =>
    Promise.all([
      watch(options.databaseUrl, standing, over),
      ...walkers.map((walker) => {
        if (walker.employee === office.hr) return workAsHr(walker, standing, over);
        if (office.staff.includes(walker.employee)) return workAsEmployee(walker, over);
        return workAsSupervisor(walker, over);
      }),
    ]);
  const calm = new AbortController();
  setMaxListeners(0, calm.signal);
  const working = work(calm.signal);

  const processes = await Promise.all(
    Array.from({ length: options.processes }, async () => {
      const port = await freePort();
      if (options.processes > 1) balancer.add(port);
      return {
        BOT_TOKEN: botToken,
        TELEGRAM_API_ROOT: simulator.apiRoot,
        BOT_TRANSPORT: options.processes > 1 ? 'webhook' : 'polling',
        WEBHOOK_URL: `http://127.0.0.1:${balancer.port}/telegram`,
        WEBHOOK_SECRET: 'a-secret-only-for-tests',
        PORT: String(port),
        ADMIN_PORT: String(await freePort()),
        DATABASE_URL: options.botDatabaseUrl,
        HR_TELEGRAM_IDS: String(chatOf(office.hr)),
        REMINDER_CRON: '*/2 * * * * *',
        SEND_RATE: '30',
      };
    }),
  );
  const { troubles, lives } = await makeTrouble({ ...options, simulator, processes, until: late });
  say('The weather is fair again.');
  calm.abort();
  await working;
  const reopened = await openDatabase({ url: options.databaseUrl });
  const journals: Journals = new Map(walkers.map(({ employee, journal }) => [employee, journal]));
  const people = walkers.map(({ person }) => person);
  const indicators = loadFramework('kuranji').indicators.length;
  const unconfirmed: string[] = [];
  const stuck: string[] = [];
  const finish = async () => {
    await simulator.allConfirmed(60_000).catch((error: unknown) => unconfirmed.push(String(error)));
    stuck.push(...(await Promise.all(walkers.map(finishEverything))).filter((each) => each !== null));
    await simulator.allConfirmed(60_000).catch((error: unknown) => unconfirmed.push(String(error)));
  };

  const releasedInTrouble = standing.released;
  await simulator.allConfirmed(60_000).catch((error: unknown) => unconfirmed.push(String(error)));
  const drafts = checkAnswers(journals, await readStored(reopened.client));
  say('Everybody finishes what they began.');
  await finish();
  if (!standing.released) {
    say('And what is still to be done before the release.');
    const released = new AbortController();
    setMaxListeners(0, released.signal);
    const ending = work(released.signal);
    while (!standing.released && !late.aborted) await pause(200, late);
    released.abort();
    await ending;
    await finish();
  }
  await settled(options.databaseUrl, clock.now);
  const transactions = await checkTransactions(reopened);
  const exits = await Promise.all(lives.map((life) => life.terminate()));

  const recount = async (tx: Tx): Promise<readonly Count[]> => {
    const stored = await readStored(tx);
    const reviewed = stored.appraisals.filter(({ releasedAt }) => releasedAt !== null).length;
    return [
      told('updates worked on', stored.updates),
      ...checkAnswers(journals, stored),
      { what: 'conversations left open', found: stored.conversations.length, must: 0 },
      { what: 'appraisals released', found: reviewed, must: office.staff.length },
      ...checkMessages(people, stored, reviewed),
      ...checkRows(stored, indicators),
    ];
  };
  return {
    counts: [
      ...troubleCounts(troubles),
      ...Object.entries(did).map(([what, found]) => told(`people: ${what}`, found)),
      none('updates never confirmed', unconfirmed),
      ...drafts.map((count) => ({ ...count, what: `after the last kill: ${count.what}` })),
      told('results released in the middle of it (1) or afterwards (0)', releasedInTrouble ? 1 : 0),
      none('people who were stuck', stuck),
      ...(await recount(reopened.client)),
      ...transactions,
      ...checkLog(troubles.errors),
      none('ends by itself', troubles.crashes),
      none('stops that were not clean', exits.filter((code) => code !== 0).map(String)),
    ],
    recount,
    async close() {
      await reopened.close();
      await close();
    },
  };
}

function troubleCounts(troubles: Troubles): readonly Count[] {
  return [
    told('kills (SIGKILL)', troubles.kills),
    told('kills before the process was ready', troubles.earlyKills),
    told('starts refused while the database was away', troubles.refusedStarts),
    told('database stopped and started', troubles.databaseStops),
    told('database connections ended', troubles.connectionsCut),
    told('minutes without Telegram, several at a time', troubles.longOutages),
    told('mornings', troubles.mornings),
    ...[...troubles.faults].map(([kind, found]) => told(`Telegram: ${kind}`, found)),
  ];
}

/** Looks now and then whether everything is in; the database may be away. */
async function watch(url: string, standing: Standing, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    const open = await ask(
      url,
      `select (select count(*) from appraisal where reviewed_at is null or self_submitted_at is null) + (select count(*) from peer_request where state = 'asked') as open`,
    ).catch(() => null);
    if (open === 0) standing.allRated = true;
    await pause(500, until);
  }
}

/** Waits until nothing is on its way to anybody any more, a minute at most: what is left then is counted. */
async function settled(url: string, now: () => Date): Promise<void> {
  const until = AbortSignal.timeout(60_000);
  while (!until.aborted) {
    const open = await ask(
      url,
      `select count(*) as open from outbox where state = 'sending' or (state = 'queued' and due_at <= '${now().toISOString()}')`,
    );
    if (open === 0) return;
    await pause(200, until);
  }
}

async function ask(url: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  // The server may go in the middle of it, and what was asked is asked again.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ open: string }>(sql);
    return Number(rows[0]?.open);
  } finally {
    await client.end();
  }
}

/** Resolves after `ms`, or at once when it is over. */
async function pause(ms: number, until: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: until }).catch(() => undefined);
}
