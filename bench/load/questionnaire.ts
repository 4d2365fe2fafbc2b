import type { BenchServer } from './bench-server.ts';
import { type Contestant, peers, product } from './contestants.ts';
import { type BenchResult, median, ratio, shown } from './result.ts';
import { type Run, runQuestionnaires } from './run-questionnaires.ts';

const rounds = 2;
const load = { atOnce: 64, rate: null, warmUpMs: 5_000, measureMs: 6_000 } as const;

/** Updates a second, p99 at the same offered load, and memory, against the four peers. Rounds alternate, so that a noisy minute meets all alike; the median counts. */
export async function benchQuestionnaire(
  server: BenchServer,
  print: (line: string) => void,
): Promise<readonly BenchResult[]> {
  const all: readonly Contestant[] = [product, ...Object.values(peers)];
  const peaks = new Map<string, Run[]>(all.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of all) {
      const run = await runQuestionnaires(server, contestant, load);
      peaks.get(contestant.name)?.push(run);
      print(`  peak, round ${round}: ${describe(contestant, run)}`);
    }
  }
  const peakOf = ({ name }: Contestant) => median((peaks.get(name) ?? []).map(({ perSecond }) => perSecond));
  const speed = (peer: Contestant, least: number): BenchResult => ({
    what: `questionnaire, updates a second, against ${peer.name}`,
    toReach: `≥ ${least.toFixed(1)}`,
    measured: ratio(peakOf(product), peakOf(peer)),
    reached: peakOf(product) / peakOf(peer) >= least,
  });

  const results: BenchResult[] = [
    speed(peers.grammyMemory, 1),
    speed(peers.grammyPostgres, 3),
    speed(peers.telegrafPostgres, 2),
    { ...speed(peers.telegrafMemory, 1), toReach: 'told', reached: null },
  ];
  for (const peer of Object.values(peers)) {
    const rate = Math.floor(Math.min(peakOf(product), peakOf(peer)) / 2);
    const ours = await runQuestionnaires(server, product, { ...load, rate });
    const theirs = await runQuestionnaires(server, peer, { ...load, rate });
    print(`  at ${rate}/s: p99 ${shown(ours.p99)} ms to ${shown(theirs.p99)} ms (${peer.name})`);
    results.push({
      what: `p99 latency at ${rate} updates a second, against ${peer.name}`,
      toReach: '≤ 1.0',
      measured: `${ratio(ours.p99, theirs.p99)} ms`,
      reached: ours.p99 / theirs.p99 <= 1,
    });
  }
  const atPeak = peaks.get(product.name) ?? [];
  results.push({
    what: 'CPU of the bot and of PostgreSQL for one update, at peak',
    toReach: 'told',
    measured: `${shown(median(atPeak.map(({ botCpuMs }) => botCpuMs)))} and ${shown(median(atPeak.map(({ databaseCpuMs }) => databaseCpuMs)))} ms`,
    reached: null,
  });
  return results;
}

function describe({ name }: Contestant, run: Run): string {
  return `${name}: ${shown(run.perSecond)}/s, p99 ${shown(run.p99)} ms, bot ${shown(run.botCpuMs)} ms CPU, ${run.residentMb.toFixed(0)} MB, ${run.failures} failures`;
}
