import type { BenchServer } from './bench-server.ts';
import { product } from './contestants.ts';
import { type BenchResult, shown } from './result.ts';
import { runQuestionnaires } from './run-questionnaires.ts';

/** Two and three processes against one on one PostgreSQL, updates dealt out in turn whoever they are from, as behind a plain balancer. */
export async function benchProcesses(server: BenchServer): Promise<readonly BenchResult[]> {
  const speeds: number[] = [];
  for (const processes of [1, 2, 3]) {
    const run = await runQuestionnaires(server, product, {
      atOnce: 96,
      rate: null,
      warmUpMs: 4_000,
      measureMs: 8_000,
      processes,
    });
    speeds.push(run.perSecond);
  }
  const [one = 0, two = 0, three = 0] = speeds;
  return [
    {
      what: 'two and three processes against one',
      toReach: 'told',
      measured: `${shown(one)}, ${shown(two)}, ${shown(three)} updates a second (${shown(two / one)} ×, ${shown(three / one)} ×)`,
      reached: null,
      note: 'Bots, PostgreSQL and the load share the cores of this machine, which is what limits them here; and a person whose next update meets another process is worked on in full each time.',
    },
  ];
}
