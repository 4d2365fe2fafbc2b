import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import { type BenchServer, startBenchServer } from './load/bench-server.ts';
import { root } from './load/contestants.ts';
import { benchGrowth } from './load/growth.ts';
import { benchMemory } from './load/memory.ts';
import { benchProcesses } from './load/processes.ts';
import { benchQuestionnaire } from './load/questionnaire.ts';
import type { BenchResult } from './load/result.ts';
import { benchStart } from './load/start.ts';
import { benchBroadcast } from './scale/broadcast.ts';
import { benchMillion } from './scale/million.ts';

/**
 * Measures the product beside its peers on this machine and writes the table to `bench/RESULTS.md`. `npm run bench` runs all parts, `npm run bench -- memory start` only
 * those (and writes nothing). `BENCH_DATA` names the folder of its PostgreSQL, `BENCH_MINUTES` how long memory is watched (5).
 */
const print = (line: string) => console.log(line);
const dataDir = process.env.BENCH_DATA ?? path.join(root, 'data/bench');
const minutes = Number(process.env.BENCH_MINUTES ?? 5);

const parts: Readonly<Record<string, (server: BenchServer) => Promise<readonly BenchResult[]>>> = {
  questionnaire: (server) => benchQuestionnaire(server, print),
  memory: (server) => benchMemory(server, minutes),
  processes: benchProcesses,
  broadcast: (server) => benchBroadcast(server, print),
  million: (server) => benchMillion(server, print),
  growth: (server) => benchGrowth(server, print),
  start: benchStart,
};

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  prepare();
  mkdirSync(dataDir, { recursive: true });
  const server = await startBenchServer(dataDir);
  const results: BenchResult[] = [];
  try {
    for (const [name, run] of Object.entries(parts)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      print(`${name} …`);
      results.push(...(await run(server)));
    }
  } finally {
    await server.stop();
  }
  const table = tableOf(results);
  print(`\n${table}`);
  if (wanted.length === 0) writeFileSync(path.join(root, 'bench/RESULTS.md'), `${headOf()}\n${table}\n\n${limits}\n`);
}

/** Compiles the product as it is deployed, and installs the peers where they are missing. */
function prepare(): void {
  const run = (command: string, args: readonly string[]) =>
    execFileSync(command, args, { cwd: root, stdio: 'inherit' });
  run(process.execPath, ['scripts/build.mjs', '--if-needed']);
  if (!existsSync(path.join(root, 'bench/peers/node_modules')))
    run('npm', ['ci', '--prefix', 'bench/peers', '--ignore-scripts', '--no-audit', '--no-fund']);
}

const limits = 'What is not reached, and what the limit is: [SCALE.md](SCALE.md).';

function tableOf(results: readonly BenchResult[]): string {
  const mark = ({ reached }: BenchResult) => (reached === null ? '' : reached ? '✅' : '❌');
  const rows = results.map((result) => `| ${result.what} | ${result.toReach} | ${result.measured} | ${mark(result)} |`);
  const notes = results.flatMap(({ what, note }) => (note ? [`- *${what}*: ${note}`] : []));
  return [
    '| what | to reach | measured | |',
    '|---|---|---|---|',
    ...rows,
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}

function headOf(): string {
  const [first] = cpus();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  return [
    '# Measured',
    '',
    `By \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit}: ${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}, Node ${process.version}, PostgreSQL 18 with fsync on.`,
    'Bot, PostgreSQL and load generator share these cores. Ratios are of medians of runs that alternate on the same machine; absolute numbers say little elsewhere.',
    '',
  ].join('\n');
}

await main();
