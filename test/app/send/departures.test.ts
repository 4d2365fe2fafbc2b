import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDepartures } from '../../../src/app/send/departures.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A thousand a second, with a little to spare. */
const gapMs = 1000 / 980;

/** One process, and when its messages left by the common clock. */
function startProcess(elapsed = () => performance.now()) {
  const stop = new AbortController();
  const onShort = vi.fn();
  const departures = createDepartures({ gapMs, elapsed, stop: stop.signal, onShort });
  const left: number[] = [];
  const ask = (count: number) => {
    for (let index = 0; index < count; index += 1) void departures.next().then(() => left.push(elapsed()));
  };
  return { left, stop, onShort, departures, ask };
}

/** The most that left within any one second. */
function busiest(left: readonly number[]): number {
  return Math.max(...left.map((from) => left.filter((at) => at >= from && at < from + 1000).length));
}

it('lets each message leave at its place, in order', async () => {
  const { left, ask, departures } = startProcess();
  const begun = performance.now();
  departures.open(begun, 1000);
  departures.open(begun + 1000 * gapMs, 500);
  ask(1500);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(left).toHaveLength(1500);
  expect(busiest(left)).toBeLessThanOrEqual(1000);
  expect((left.at(-1) ?? 0) - begun).toBeLessThan(1_540);
});

it('does not make up for a moment in which the process stood still, and says that places are missing', async () => {
  let stood = 0;
  const { left, ask, departures, onShort } = startProcess(() => performance.now() + stood);
  departures.open(performance.now(), 1000);
  ask(1000);
  await vi.advanceTimersByTimeAsync(500);
  expect(left.length).toBeGreaterThan(480);
  stood = 300;
  await vi.advanceTimersByTimeAsync(1_000);
  // 300 ms less the tolerance of 15 ms are 279 places.
  expect(departures.short()).toBeGreaterThan(270);
  expect(onShort).toHaveBeenCalled();
  departures.open(performance.now() + stood, departures.short());
  await vi.advanceTimersByTimeAsync(1_000);
  expect(left).toHaveLength(1000);
  expect(busiest(left)).toBeLessThanOrEqual(1000);
});

it('keeps the rate of three processes together, of which each now and then comes late to its places', async () => {
  const fleet = [startProcess(), startProcess(), startProcess()];
  const begun = performance.now();
  const batch = 200;
  let line = begun;
  for (let round = 0; round < 30; round += 1) {
    const late = (round * 37) % 150;
    const [first] = fleet.splice(0, 1);
    if (!first) break;
    fleet.push(first);
    const place = line;
    line += batch * gapMs;
    await vi.advanceTimersByTimeAsync(Math.max(0, place + late - performance.now()));
    first.departures.open(place, batch);
    first.ask(batch - Math.min(batch, first.departures.short()));
  }
  await vi.advanceTimersByTimeAsync(1_000);
  const left = fleet.flatMap((each) => each.left).sort((a, b) => a - b);
  expect(left.length).toBeGreaterThan(3_000);
  expect(busiest(left)).toBeLessThanOrEqual(1000);
});

it('lets everything go at once when the bot stops, or when it is to be given back', async () => {
  const { left, stop, ask, departures } = startProcess();
  departures.open(performance.now() + 500, 50);
  ask(20);
  await vi.advanceTimersByTimeAsync(0);
  expect(left).toHaveLength(0);
  departures.clear();
  await vi.advanceTimersByTimeAsync(0);
  expect(left).toHaveLength(20);
  ask(10);
  stop.abort();
  ask(5);
  await vi.advanceTimersByTimeAsync(0);
  expect(left).toHaveLength(35);
});
