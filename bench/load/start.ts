import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../test/support/free-port.ts';
import { product, secret, startContestant } from './contestants.ts';
import { type BenchResult, median } from './result.ts';
import { type Shown, startTelegramStub } from './telegram-stub.ts';

/** From the start of the process to its first answered update, with the bot's own PostgreSQL: its files are there, its server is stopped. */
export async function benchStart(): Promise<readonly BenchResult[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'dialog-kinerja-bench-start-'));
  const times: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const took = await startOnce(dataDir, round);
    // The first start makes the database.
    if (round > 0) times.push(took);
  }
  const seconds = median(times) / 1000;
  return [
    {
      what: 'start to first answered update, database of its own already there, its server stopped',
      toReach: '≤ 2 s',
      measured: `${seconds.toFixed(2)} s`,
      reached: seconds <= 2,
    },
  ];
}

async function startOnce(dataDir: string, round: number): Promise<number> {
  let answered = (_shown: Shown): void => undefined;
  const stub = await startTelegramStub((shown) => answered(shown));
  const port = await freePort();
  const began = performance.now();
  const bot = await startContestant(product, {
    apiRoot: stub.apiRoot,
    port,
    databaseUrl: null,
    log: path.join(dataDir, 'bot.log'),
    env: { DATA_DIR: dataDir },
  });
  const screen = new Promise<void>((resolve) => {
    answered = () => resolve();
  });
  const from = { id: 77, is_bot: false, first_name: 'P', language_code: 'id' };
  await fetch(bot.webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify({
      update_id: round + 1,
      message: {
        message_id: round + 1,
        date: 0,
        chat: { id: 77, type: 'private', first_name: 'P' },
        from,
        text: '/start',
        entities: [{ type: 'bot_command', offset: 0, length: 6 }],
      },
    }),
  });
  await screen;
  const took = performance.now() - began;
  await bot.stop();
  await stub.close();
  return took;
}
