import type { BotLibrary, BotMethod, RequestFailure } from './bot-library.ts';

/** A library's requests with deadlines, and with every outcome as a value. */
export interface BotClient {
  /** One request. Never rejects for what Telegram or the network did; rejects for a bug. */
  call(method: BotMethod, payload: object, limits: CallLimits): Promise<CallOutcome<unknown>>;
  /** The same for a request the library makes by itself, as `identify`. */
  attempt<Result>(request: (signal: AbortSignal) => Promise<Result>, limits: CallLimits): Promise<CallOutcome<Result>>;
  inputFile(bytes: Uint8Array, name: string): object;
}

export interface CallLimits {
  /** Milliseconds after which the answer is not waited for any longer. */
  readonly deadlineMs: number;
  /** Gives the request up when aborted; the outcome is `stopped`. */
  readonly stop?: AbortSignal;
}

/** `stopped`: given up by `CallLimits.stop`; it may have taken effect. */
export type CallOutcome<Result> =
  | { readonly kind: 'answered'; readonly result: Result }
  | { readonly kind: 'stopped' }
  | RequestFailure;

/** `onRevoked` is called whenever Telegram refuses the token (401), which is for good. */
export function createBotClient(library: BotLibrary, onRevoked: () => void): BotClient {
  async function attempt<Result>(
    request: (signal: AbortSignal) => Promise<Result>,
    limits: CallLimits,
  ): Promise<CallOutcome<Result>> {
    const outcome = await withDeadline(request, limits, (error) => library.failureOf(error));
    if (outcome.kind === 'refused' && outcome.code === 401) onRevoked();
    return outcome;
  }
  return {
    attempt,
    call: (method, payload, limits) => attempt((signal) => library.call(method, payload, signal), limits),
    inputFile: (bytes, name) => library.inputFile(bytes, name),
  };
}

/** The deadline holds whether or not the library heeds the signal it is given. */
async function withDeadline<Result>(
  request: (signal: AbortSignal) => Promise<Result>,
  { deadlineMs, stop }: CallLimits,
  failureOf: (error: unknown) => RequestFailure | null,
): Promise<CallOutcome<Result>> {
  if (stop?.aborted === true) return { kind: 'stopped' };
  const controller = new AbortController();
  let giveUp: (outcome: CallOutcome<Result>) => void = () => {};
  const givenUp = new Promise<CallOutcome<Result>>((resolve) => {
    giveUp = (outcome) => {
      resolve(outcome);
      controller.abort();
    };
  });
  const onStop = (): void => giveUp({ kind: 'stopped' });
  const timer = setTimeout(() => giveUp({ kind: 'unsure', why: `no answer within ${deadlineMs} ms` }), deadlineMs);
  stop?.addEventListener('abort', onStop, { once: true });
  const answered = request(controller.signal).then(
    (result): CallOutcome<Result> => ({ kind: 'answered', result }),
    (error: unknown): CallOutcome<Result> | Promise<CallOutcome<Result>> => {
      if (controller.signal.aborted) return givenUp;
      const failure = failureOf(error);
      if (failure === null) throw error;
      return failure;
    },
  );
  try {
    return await Promise.race([givenUp, answered]);
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', onStop);
  }
}
