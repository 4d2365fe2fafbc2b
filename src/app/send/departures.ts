/** Lets messages leave one by one, in the order they ask, at the rate and no faster, also after the process stood still for a moment. */
export interface Departures {
  /** Resolves when the next message may leave: not before `place`, in the time of `elapsed`. At once when the bot stops. */
  next(place: number): Promise<void>;
}

/** How far one may lag behind its moment and still leave right after the one before, in milliseconds, as timers are not more exact: no second has more than the rate and what fits in this. */
const toleranceMs = 15;

/** `rate`: messages a second. `elapsed` gives milliseconds since any fixed instant and never goes back. */
export function createDepartures(given: {
  readonly rate: number;
  readonly elapsed: () => number;
  readonly stop: AbortSignal;
}): Departures {
  const { rate, elapsed, stop } = given;
  const gapMs = 1_000 / rate;
  const waiting: { readonly place: number; readonly leave: () => void }[] = [];
  let timer: NodeJS.Timeout | null = null;
  /** The moment that the last one had. */
  let lastMoment = Number.NEGATIVE_INFINITY;
  stop.addEventListener('abort', release);
  return {
    next: (place) =>
      new Promise((resolve) => {
        waiting.push({ place, leave: resolve });
        if (timer === null) release();
      }),
  };

  function release(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      const now = elapsed();
      const moment = Math.max(first.place, lastMoment + gapMs, now - toleranceMs);
      if (moment > now && !stop.aborted) {
        timer = setTimeout(release, moment - now);
        return;
      }
      lastMoment = moment;
      waiting.shift();
      first.leave();
    }
  }
}
