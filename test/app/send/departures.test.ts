import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDepartures } from '../../../src/app/send/departures.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Sends so many messages whose places are a rate of 980 a second apart, and notes when each leaves. */
function depart(count: number, gapMs = 1000 / 980) {
  const stop = new AbortController();
  let stood = 0;
  const elapsed = () => performance.now() + stood;
  const departures = createDepartures({ rate: 1000 / gapMs, elapsed, stop: stop.signal });
  const begun = elapsed();
  const left: number[] = [];
  for (let index = 0; index < count; index += 1)
    void departures.next(begun + index * gapMs).then(() => left.push(elapsed() - begun));
  const standStill = (ms: number) => {
    stood += ms;
  };
  return { left, stop, standStill };
}

/** The most that left within any one second. */
function busiest(left: readonly number[]): number {
  return Math.max(...left.map((from) => left.filter((at) => at >= from && at < from + 1000).length));
}

it('lets each message leave at its place', async () => {
  const { left } = depart(1500);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(left).toHaveLength(1500);
  expect(busiest(left)).toBeLessThanOrEqual(1000);
  expect(left.at(-1)).toBeLessThan(1_540);
});

it('does not make up for a moment in which the process stood still', async () => {
  const { left, standStill } = depart(2000);
  await vi.advanceTimersByTimeAsync(500);
  expect(left.length).toBeGreaterThan(480);
  standStill(300);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(left).toHaveLength(2000);
  expect(busiest(left)).toBeLessThanOrEqual(1000);
});

it('lets everything go at once when the bot stops', async () => {
  const { left, stop } = depart(50, 1000);
  await vi.advanceTimersByTimeAsync(0);
  expect(left).toHaveLength(1);
  stop.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(left).toHaveLength(50);
});
