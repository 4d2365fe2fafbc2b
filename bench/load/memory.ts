import type { BenchServer } from './bench-server.ts';
import { product } from './contestants.ts';
import { type BenchResult, growthOf } from './result.ts';
import { runQuestionnaires } from './run-questionnaires.ts';

/** The bot's memory while it works without a pause: its largest, and whether the second half needs more than the first. */
export async function benchMemory(server: BenchServer, minutes: number): Promise<readonly BenchResult[]> {
  const measureMs = minutes * 60_000;
  const run = await runQuestionnaires(server, product, { atOnce: 64, rate: null, warmUpMs: 10_000, measureMs });
  const samples = run.memory.slice(10);
  const growth = growthOf(samples);
  const largest = Math.max(...samples);
  return [
    {
      what: `memory of the bot process under load, ${run.updates} updates in ${minutes} min`,
      toReach: '≤ 200 MB, flat',
      measured: `${largest.toFixed(0)} MB at most, second half ${growth.toFixed(2)} × the first`,
      reached: largest <= 200 && growth <= 1.1,
    },
  ];
}
