import { countReach, createBroadcast } from '../../src/storage/broadcast.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { freePort } from '../../test/support/free-port.ts';
import type { BenchServer } from '../load/bench-server.ts';
import { product, startContestant } from '../load/contestants.ts';
import { settleEmployees, telegramIdAt } from '../load/district.ts';
import { usageOf } from '../load/process-usage.ts';
import { type BenchResult, growthOf, shown } from '../load/result.ts';
import { startTelegramStub } from '../load/telegram-stub.ts';

const people = 100_000;
const rate = 1000;

/** A broadcast at Telegram's highest pace: the bot as it is deployed, against a Bot API that answers at once and counts what comes in each second. */
export async function benchBroadcast(
  server: BenchServer,
  print: (line: string) => void,
): Promise<readonly BenchResult[]> {
  const url = await server.database('bench_broadcast');
  await settleEmployees(url, people);
  const arrivals: number[] = [];
  const heard = new Set<number>();
  let doubled = 0;
  const stub = await startTelegramStub(({ chatId }) => {
    // The progress message of whoever sent the broadcast is no copy.
    if (chatId < telegramIdAt(0)) return;
    if (heard.has(chatId)) doubled += 1;
    heard.add(chatId);
    arrivals.push(performance.now());
  });
  const bot = await startContestant(product, {
    apiRoot: stub.apiRoot,
    port: await freePort(),
    databaseUrl: url,
    log: '/dev/null',
    env: { SEND_RATE: String(rate), PAID_BROADCAST: 'true' },
  });
  const memory: number[] = [];
  try {
    await confirmBroadcast(url);
    const cpuBefore = usageOf(bot.pid)?.cpuSeconds ?? 0;
    while (arrivals.length < people) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const last = arrivals.at(-1) ?? performance.now();
      if (performance.now() - last > 60_000) throw new Error(`The broadcast stands still at ${arrivals.length}.`);
      if (arrivals.length > 0) memory.push(usageOf(bot.pid)?.residentMb ?? Number.NaN);
      if (memory.length % 20 === 0) print(`  ${arrivals.length} of ${people}, ${memory.at(-1)?.toFixed(0)} MB`);
    }
    const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000;
    const cpu = ((usageOf(bot.pid)?.cpuSeconds ?? 0) - cpuBefore) / seconds;
    return resultsOf({ arrivals, seconds, doubled, memory, cpu });
  } finally {
    await bot.stop();
    await stub.close();
  }
}

/** As HR's press on "send" does it; the bot notices it by itself. */
async function confirmBroadcast(url: string): Promise<void> {
  const database = await openDatabase({ url });
  await withTransaction(database, async (tx) => {
    const audience = { kind: 'all' } as const;
    const reach = await countReach(tx, audience);
    const content = { html: 'Penilaian semester ini dibuka hari ini. Buka <b>/nilai</b> kapan saja.' };
    await createBroadcast(tx, { content, audience, reach, createdBy: 1, now: new Date() });
  });
  await database.close();
}

function resultsOf(seen: {
  readonly arrivals: readonly number[];
  readonly seconds: number;
  readonly doubled: number;
  readonly memory: readonly number[];
  readonly cpu: number;
}): readonly BenchResult[] {
  const { arrivals, seconds, doubled, memory, cpu } = seen;
  const begun = arrivals[0] ?? 0;
  const buckets = new Map<number, number>();
  for (const at of arrivals) {
    const second = Math.floor((at - begun) / 1000);
    buckets.set(second, (buckets.get(second) ?? 0) + 1);
  }
  const reached = (arrivals.length - 1) / seconds;
  const busiest = Math.max(...buckets.values());
  // What the process needs to begin with is not the broadcast's.
  const growth = growthOf(memory.slice(10));
  return [
    {
      what: `broadcast to ${people} at SEND_RATE=${rate}`,
      toReach: '≥ 95 % of the rate',
      measured: `${((reached / rate) * 100).toFixed(1)} % (${shown(reached)} a second), ${doubled} doubled`,
      reached: reached >= 0.95 * rate && doubled === 0,
      note: `The bot process used ${(cpu * 100).toFixed(0)} % of one core.`,
    },
    {
      what: 'the same, busiest second at the Bot API',
      toReach: `≤ ${rate}`,
      measured: `${busiest}`,
      reached: busiest <= rate,
    },
    {
      what: 'the same, memory of the bot process',
      toReach: 'flat',
      measured: `${Math.max(...memory).toFixed(0)} MB at most, second half ${growth.toFixed(2)} × the first`,
      reached: growth <= 1.1,
    },
  ];
}
