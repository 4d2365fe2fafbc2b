/** Lets one waiter sleep until somebody rings; a ring while nobody waits is kept for the next. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, after `ms` milliseconds, or when the stop signal given at the start is aborted. */
  rung(ms: number): Promise<void>;
}

export function createBell(stop: AbortSignal): Bell {
  let rang = false;
  let answer: () => void = () => undefined;
  const ring = () => {
    rang = true;
    answer();
  };
  stop.addEventListener('abort', ring);
  return {
    ring,
    async rung(ms) {
      if (!rang) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          answer = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rang = false;
    },
  };
}
