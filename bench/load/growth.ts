import pg from 'pg';
import type { BenchServer } from './bench-server.ts';
import { product } from './contestants.ts';
import { settleEmployees } from './district.ts';
import { type BenchResult, median, ratio } from './result.ts';
import { runQuestionnaires } from './run-questionnaires.ts';

/** What one update costs, CPU of bot and database together, in a small office and in a nation's database. */
export async function benchGrowth(server: BenchServer, print: (line: string) => void): Promise<readonly BenchResult[]> {
  const small = await server.database('bench_small');
  await settleEmployees(small, 1_000);
  const large = await server.database('bench_large');
  const began = performance.now();
  await settleEmployees(large, 1_000_000);
  await addPastAnswers(large);
  print(`  1,000,000 employees and 10,000,000 answers in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const costs: { small: number[]; large: number[] } = { small: [], large: [] };
  for (let round = 0; round < 3; round += 1) {
    for (const [name, databaseUrl] of [
      ['small', small],
      ['large', large],
    ] as const) {
      // Half the peak of a small machine, so that the small office has people enough for all rounds.
      const run = await runQuestionnaires(server, product, {
        atOnce: 32,
        rate: 150,
        warmUpMs: 3_000,
        measureMs: 8_000,
        databaseUrl,
        firstPerson: round * 300,
      });
      costs[name].push(run.botCpuMs + run.databaseCpuMs);
      print(`  ${name}: ${(run.botCpuMs + run.databaseCpuMs).toFixed(2)} ms CPU an update`);
    }
  }
  const [ours, theirs] = [median(costs.large), median(costs.small)];
  return [
    {
      what: 'CPU of one update with 1,000,000 employees and 10,000,000 answers, against 1,000 employees',
      toReach: '≤ 1.2',
      measured: `${ratio(ours, theirs)} ms`,
      reached: ours / theirs <= 1.2,
    },
  ];
}

/** A past period in which everybody assessed themselves on ten questions. */
async function addPastAnswers(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `insert into period (name, starts_on, ends_on, state, framework_key, framework, self_opens_on, self_closes_on, review_closes_on, opened_at, released_at)
     select 'Semester lalu', starts_on - 365, ends_on - 365, 'released', framework_key, framework, self_opens_on - 365, self_closes_on - 365, review_closes_on - 365, now(), now() from period`,
  );
  await client.query(
    `insert into appraisal (period_id, employee_id, supervisor_id, unit_id, self_submitted_at, reviewed_at, released_at)
     select 2, id, supervisor_id, unit_id, now(), now(), now() from employee`,
  );
  await client.query(
    `insert into assessment (appraisal_id, kind, rater_id, submitted_at) select id, 'self', employee_id, now() from appraisal where period_id = 2`,
  );
  await client.query(
    `insert into answer (assessment_id, indicator_id, level) select a.id, 'q' || n, 4 from assessment a, generate_series(1, 10) n`,
  );
  await client.query('vacuum analyze');
  await client.end();
}
