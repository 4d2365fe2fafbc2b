import { describe, expect, it } from 'vitest';
import { everybody, runFuzz } from './run-fuzz.ts';

const asked = Number(process.env.FUZZ_POSTINGS ?? 3_000);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_125);
const library = process.env.BOT_LIBRARY === 'telegraf' ? 'telegraf' : 'grammy';
/** Each request may take so long on a busy machine, in milliseconds. */
const each = 60;

describe(`whatever is sent to the webhook (${library}; npm run fuzz -- ${asked} ${seed})`, () => {
  it(
    'by people who are not concerned: nothing of anybody else changes, nothing breaks, and memory stays',
    async () => {
      await expectCalm(Math.ceil(asked / 2), ['outsider', 'former'], { touched: [] });
    },
    120_000 + asked * each,
  );

  it(
    'by everybody, HR and supervisors too: nothing breaks, and memory stays',
    async () => {
      await expectCalm(Math.floor(asked / 2), everybody, {});
    },
    120_000 + asked * each,
  );
});

async function expectCalm(
  postings: number,
  writers: typeof everybody,
  expected: { readonly touched?: readonly string[] },
): Promise<void> {
  const report = await runFuzz({ seed, postings, writers, library });
  const [half = 0, end = 0] = [report.memory[4], report.memory[9]];
  const statuses = [...report.statuses].map(([status, count]) => `${status}: ${count}`).join(', ');
  const megabytes = report.memory.map((bytes) => (bytes / 1e6).toFixed(1)).join(' ');
  console.log(
    `seed ${seed}, ${postings} requests; ${statuses}; ${report.shown} messages shown; ` +
      `memory in use after each tenth: ${megabytes} MB`,
  );
  const { errors, wronglyAnswered, wellAfterwards, touched } = report;
  expect({ errors, wronglyAnswered, wellAfterwards, ...(expected.touched && { touched }) }).toEqual({
    errors: [],
    wronglyAnswered: [],
    wellAfterwards: true,
    ...expected,
  });
  expect(end - half).toBeLessThan(8_000_000);
}
