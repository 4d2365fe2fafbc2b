import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { startBot } from '../../src/start-bot.ts';

/** What the parent asks of a bot that runs in a process of its own. */
const orderSchema = z.discriminatedUnion('order', [
  z.object({ order: z.literal('clock'), ahead: z.number() }),
  z.object({ order: z.literal('tick') }),
  z.object({ order: z.literal('idle') }),
  z.object({ order: z.literal('tidy') }),
  z.object({ order: z.literal('stop') }),
]);

/** The bot as `src/main.ts` runs it, but with its parent's clock, so that a journey can move months and still kill a real process. */
async function main(): Promise<void> {
  let ahead = Number(process.argv[2] ?? 0);
  const read = readConfig(process.env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const print = (level: string) => (detail: object, message: string) =>
    console.error(level, message, JSON.stringify(detail));
  const bot = await startBot(read.config, {
    now: () => new Date(Date.now() + ahead),
    log: { info: () => undefined, warn: print('warn'), error: print('error') },
  });
  process.on('message', (message) => void obey(orderSchema.parse(message)));
  process.once('SIGTERM', () => void obey({ order: 'stop' }));
  process.send?.('ready');

  async function obey(order: z.output<typeof orderSchema>): Promise<void> {
    if (order.order === 'clock') ahead = order.ahead;
    if (order.order === 'tick') await bot.tick();
    if (order.order === 'idle') await bot.idle();
    if (order.order === 'tidy') collectGarbage();
    if (order.order === 'stop') {
      await bot.stop();
      process.disconnect();
      return;
    }
    process.send?.(order.order);
  }
}

/** What is left in memory afterwards is in use. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
