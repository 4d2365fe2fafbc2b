// Sends whatever chance draws at the bot's webhook and says what became of it. The seed is printed: with the same one the same is drawn again.
// Usage: npm run fuzz    |    npm run fuzz -- 100000    |    npm run fuzz -- 100000 4711   (requests, seed)    |    BOT_LIBRARY=telegraf npm run fuzz
import { randomInt } from 'node:crypto';
import { bin, must, run } from './support/run.mjs';

const [requests = '100000', seed = String(randomInt(2 ** 31))] = process.argv.slice(2);
if (!/^[1-9]\d{0,6}$/.test(requests) || !/^\d{1,10}$/.test(seed)) {
  console.error('npm run fuzz -- [requests] [seed]: two whole numbers, 10 requests at least.');
  process.exit(1);
}
process.env.FUZZ_POSTINGS = requests;
process.env.FUZZ_SEED = seed;
console.log(`${requests} requests with seed ${seed} …`);
await must('Making the Prisma client', run(bin('prisma'), ['generate'], { quiet: true }));
process.exitCode = await run(bin('vitest'), ['run', 'test/fuzz/fuzz.test.ts']);
