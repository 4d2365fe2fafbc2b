/** The simulator's time. Everything in it (message dates, expiry, rate limits) asks this clock, and the demo's bot can share it. */
export interface SimulatorClock {
  /** Real time plus the offset set so far; it keeps running between two calls. */
  now(): Date;
  /** Moves time by `ms` milliseconds; a negative number goes back. */
  advance(ms: number): void;
  /** Makes it `date` now; time runs on from there. */
  set(date: Date): void;
  /** Calls `listener` after each jump (never for the passing of real time). Returns the remover. */
  onChange(listener: (now: Date) => void): () => void;
}

/** A clock that starts at `start` (real time when left out) and runs at real speed. */
export function createClock(start?: Date): SimulatorClock {
  let offset = start === undefined ? 0 : start.getTime() - Date.now();
  const listeners = new Set<(now: Date) => void>();
  const now = (): Date => new Date(Date.now() + offset);
  const jumpTo = (next: number): void => {
    if (Number.isNaN(new Date(Date.now() + next).getTime()))
      throw new RangeError('The clock cannot be set to that time.');
    offset = next;
    for (const listener of [...listeners]) listener(now());
  };
  return {
    now,
    advance: (ms) => jumpTo(offset + ms),
    set: (date) => jumpTo(date.getTime() - Date.now()),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
