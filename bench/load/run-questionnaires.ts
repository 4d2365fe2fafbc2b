import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../test/support/free-port.ts';
import type { BenchServer } from './bench-server.ts';
import { type Contestant, product, secret, startContestant } from './contestants.ts';
import { settleEmployees, telegramIdAt } from './district.ts';
import { driveQuestionnaires, type Measured } from './drive-questionnaires.ts';
import { databaseCpuSeconds, usageOf } from './process-usage.ts';
import { type Shown, startTelegramStub } from './telegram-stub.ts';

export interface Run extends Measured {
  /** CPU milliseconds of the bot's processes for each update, and of PostgreSQL. */
  readonly botCpuMs: number;
  readonly databaseCpuMs: number;
  /** Resident memory of the largest bot process at the end, and one sample a second, MB. */
  readonly residentMb: number;
  readonly memory: readonly number[];
}

export interface RunOptions {
  readonly atOnce: number;
  readonly rate: number | null;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Bot processes; updates go to them in turn. */
  readonly processes?: number;
  /** An existing database to use instead of a fresh one with as many employees as are needed; each person answers once. */
  readonly databaseUrl?: string;
  /** Number of the first person who answers. */
  readonly firstPerson?: number;
}

const employees = 30_000;

/** Starts a contestant in processes of its own, has the questionnaire answered under load, and stops it. */
export async function runQuestionnaires(
  server: BenchServer,
  contestant: Contestant,
  options: RunOptions,
): Promise<Run> {
  const isProduct = contestant.name === product.name;
  const databaseUrl = options.databaseUrl ?? (await server.database('bench_questionnaire'));
  if (isProduct && options.databaseUrl === undefined) await settleEmployees(databaseUrl, employees);
  let show = (_shown: Shown): void => undefined;
  const stub = await startTelegramStub((shown) => show(shown));
  const log = path.join(mkdtempSync(path.join(tmpdir(), 'dialog-kinerja-bench-')), 'bot.log');
  const ports = await Promise.all(Array.from({ length: options.processes ?? 1 }, freePort));
  const bots = [];
  try {
    for (const port of ports)
      bots.push(await startContestant(contestant, { apiRoot: stub.apiRoot, port, databaseUrl, log }));
    const pids = bots.map(({ pid }) => pid);
    const run = driveQuestionnaires({
      webhooks: bots.map(({ webhook }) => webhook),
      secret,
      script: contestant.script,
      personAt: (index) => telegramIdAt((options.firstPerson ?? 0) + index),
      ...options,
    });
    show = run.show;
    const memory: number[] = [];
    const sampling = setInterval(() => memory.push(largest(pids)), 1000);
    let before = { bot: 0, database: 0 };
    let after = before;
    run.onMeasuring((on) => {
      const now = { bot: cpuOf(pids), database: databaseCpuSeconds() };
      if (on) before = now;
      else after = now;
    });
    const measured = await run.result;
    clearInterval(sampling);
    return {
      ...measured,
      botCpuMs: ((after.bot - before.bot) * 1000) / measured.updates,
      databaseCpuMs: contestant.database ? ((after.database - before.database) * 1000) / measured.updates : 0,
      residentMb: largest(pids),
      memory,
    };
  } finally {
    for (const bot of bots) await bot.stop();
    await stub.close();
  }
}

function largest(pids: readonly number[]): number {
  return Math.max(...pids.map((pid) => usageOf(pid)?.residentMb ?? 0));
}

function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (usageOf(pid)?.cpuSeconds ?? 0), 0);
}
