/**
 * Lets messages leave one by one, in the order they ask, each at one of the places this process has in the line that all processes send from. A place that has passed is lost and not made up
 * for: the others keep to theirs, so that no second has more than the rate, also after this process stood still for a moment.
 */
export interface Departures {
  /** More places in the line, `gapMs` apart, the first at `first` in the time of `elapsed`: later than all before. */
  open(first: number, count: number): void;
  /** Resolves when the message may leave. At once when the bot stops. */
  next(): Promise<void>;
  /** How many wait without a place, as theirs were lost. */
  short(): number;
  /** Lets everything that waits go at once, to be given back. */
  clear(): void;
}

/** How long after its place one may still leave, in milliseconds: timers are not more exact. */
const toleranceMs = 15;

/** `elapsed` gives milliseconds since any fixed instant and never goes back. `onShort` is called when messages wait for which there is no place. */
export function createDepartures(given: {
  readonly gapMs: number;
  readonly elapsed: () => number;
  readonly stop: AbortSignal;
  readonly onShort: () => void;
}): Departures {
  const { gapMs, elapsed, stop, onShort } = given;
  let waiting: (() => void)[] = [];
  let runs: { next: number; left: number }[] = [];
  let timer: NodeJS.Timeout | null = null;
  stop.addEventListener('abort', clear);
  return {
    open(first, count) {
      runs.push({ next: first, left: count });
      release();
    },
    next: () =>
      new Promise((resolve) => {
        if (stop.aborted) return resolve();
        waiting.push(resolve);
        if (timer === null) release();
      }),
    short() {
      losePast();
      return Math.max(0, waiting.length - runs.reduce((sum, { left }) => sum + left, 0));
    },
    clear,
  };

  function clear(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const going = waiting;
    waiting = [];
    for (const leave of going) leave();
  }

  function release(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    while (waiting.length > 0) {
      losePast();
      const [run] = runs;
      if (run === undefined) {
        onShort();
        return;
      }
      const wait = run.next - elapsed();
      if (wait > 0) {
        timer = setTimeout(release, wait);
        return;
      }
      take(run, 1);
      waiting.shift()?.();
    }
  }

  function losePast(): void {
    const oldest = elapsed() - toleranceMs;
    for (const run of runs) take(run, Math.min(run.left, Math.max(0, Math.ceil((oldest - run.next) / gapMs))));
    runs = runs.filter(({ left }) => left > 0);
  }

  function take(run: { next: number; left: number }, count: number): void {
    run.next += count * gapMs;
    run.left -= count;
  }
}
