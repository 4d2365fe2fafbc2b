/** Work in order for one person, side by side for different people, at most so many at once. */
export interface PersonLanes {
  /** Runs `task` after all earlier ones of this person and settles as it does. Rejects with `LanesClosed` when closed before its turn. */
  run(person: number, task: () => Promise<void>): Promise<void>;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
  /** Lets what runs go on, drops what waits, takes nothing more. */
  close(): void;
}

/** The lanes were closed before a task's turn came; it had no effect. */
export class LanesClosed extends Error {
  constructor() {
    super('No more updates are taken; this one had no effect.');
    this.name = 'LanesClosed';
  }
}

interface Waiting {
  readonly task: () => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** `width` is how many tasks may run at once, over all people. */
export function createPersonLanes(width: number): PersonLanes {
  const lanes = new Map<number, Waiting[]>();
  const ready: number[] = [];
  let running = 0;
  let closed = false;
  let onIdle: (() => void)[] = [];

  function startReady(): void {
    while (running < width) {
      const person = ready.shift();
      if (person === undefined) break;
      const next = lanes.get(person)?.shift();
      if (next === undefined) lanes.delete(person);
      else start(person, next);
    }
    if (running === 0 && lanes.size === 0) {
      for (const resolve of onIdle) resolve();
      onIdle = [];
    }
  }

  function start(person: number, next: Waiting): void {
    running += 1;
    const finish = (settle: () => void): void => {
      running -= 1;
      settle();
      ready.push(person);
      startReady();
    };
    next.task().then(
      () => finish(next.resolve),
      (reason: unknown) => finish(() => next.reject(reason)),
    );
  }

  return {
    run(person, task) {
      if (closed) return Promise.reject(new LanesClosed());
      return new Promise((resolve, reject) => {
        const lane = lanes.get(person);
        const waiting = { task, resolve, reject };
        if (lane === undefined) {
          lanes.set(person, [waiting]);
          ready.push(person);
          startReady();
        } else lane.push(waiting);
      });
    },
    idle() {
      if (running === 0 && lanes.size === 0) return Promise.resolve();
      return new Promise((resolve) => onIdle.push(resolve));
    },
    close() {
      closed = true;
      for (const lane of lanes.values()) {
        for (const waiting of lane.splice(0)) waiting.reject(new LanesClosed());
      }
    },
  };
}
