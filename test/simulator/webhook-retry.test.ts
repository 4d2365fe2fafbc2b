import { expect, it } from 'vitest';
import { nextRetry, type Retry } from '../../src/simulator/webhook-retry.ts';

it('an update the bot does not take is tried at once, then after 2, 4, 8 … 60 seconds', () => {
  let retry: Retry = { failures: 0, delay: 1 };
  const pauses: number[] = [];
  for (let failure = 0; failure < 9; failure += 1) {
    const next = nextRetry(retry, 0);
    pauses.push(next.seconds);
    retry = next.retry;
  }
  expect(pauses).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60]);
});

it('the bot can ask for a pause of up to an hour', () => {
  expect(nextRetry({ failures: 0, delay: 1 }, 90).seconds).toBe(90);
  expect(nextRetry({ failures: 5, delay: 16 }, 73_414)).toEqual({ seconds: 3_600, retry: { failures: 6, delay: 16 } });
});
