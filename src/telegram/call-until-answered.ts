import type { CallOutcome } from './bot-client.ts';
import type { RequestFailure } from './bot-library.ts';
import type { GatewayLog, GatewayPace } from './gateway.ts';
import { backoff, pause } from './pause.ts';

type Refused = Extract<RequestFailure, { kind: 'refused' }>;

/**
 * Repeats a request that may be repeated until Telegram answers it: waits out 429, outages, resets and 5xx without end. Another refusal is
 * the result, and so is `stopped` once `stop` is aborted. `what` names the request in the log.
 */
export async function callUntilAnswered<Result>(
  request: () => Promise<CallOutcome<Result>>,
  options: {
    readonly what: string;
    readonly stop: AbortSignal;
    readonly pace: GatewayPace;
    readonly log: GatewayLog;
  },
): Promise<Exclude<CallOutcome<Result>, { kind: 'not-sent' | 'unsure' }>> {
  const { what, stop, pace, log } = options;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await request();
    if (outcome.kind === 'answered' || outcome.kind === 'stopped') return outcome;
    if (outcome.kind === 'refused' && !isPassing(outcome)) return outcome;
    log.warn({ what, ...outcome, attempt }, 'Telegram did not answer, trying again');
    await pause(waitAfter(outcome, attempt, pace), stop);
    if (stop.aborted) return { kind: 'stopped' };
  }
}

/** A refusal that passes by itself: too many requests, or trouble on Telegram's side. */
export function isPassing(failure: Refused): boolean {
  return failure.code === 429 || failure.code >= 500;
}

/** Milliseconds to wait before the next try: what Telegram asks for, or a growing time. */
export function waitAfter(failure: RequestFailure, attempt: number, pace: GatewayPace): number {
  return failure.kind === 'refused' && failure.retryAfter !== null
    ? failure.retryAfter * 1000
    : backoff(attempt, pace.request);
}
