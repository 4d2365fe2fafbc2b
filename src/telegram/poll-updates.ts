import { z } from 'zod';
import type { BotClient, CallOutcome } from './bot-client.ts';
import { allowedUpdates, type RequestFailure } from './bot-library.ts';
import { waitAfter } from './call-until-answered.ts';
import { createConfirmLedger } from './confirm-ledger.ts';
import type { GatewayLog, GatewayPace } from './gateway.ts';
import { backoff, pause } from './pause.ts';
import { LanesClosed, type PersonLanes } from './person-lanes.ts';
import { personOf, type RawUpdate, rawUpdateSchema } from './raw-update.ts';

export interface PollOptions {
  readonly client: BotClient;
  /** Rejects when the update must be handed over again. */
  readonly handle: (update: RawUpdate) => Promise<void>;
  readonly lanes: PersonLanes;
  readonly pace: GatewayPace;
  readonly log: GatewayLog;
  /** Called whenever a poll was answered. */
  readonly onHeard: () => void;
  /** Called once when another poller stayed; polling has then ended. */
  readonly onConflict: () => void;
  /** Ends polling: gives up the open poll and takes nothing more. */
  readonly stop: AbortSignal;
}

/**
 * Polls until `stop` is aborted, the token is refused or another poller stayed. Updates go to `handle` in order for one person and are confirmed
 * only below the first one that is not done; one that fails is tried again until it succeeds, and nothing of the same person overtakes it.
 * After the promise resolved, what is in hand may still be running: wait for the lanes, then call `confirm`.
 */
export function pollUpdates(options: PollOptions): Polling {
  const { client, lanes, pace, log, stop } = options;
  const ledger = createConfirmLedger();
  let confirmed: number | null = null;

  async function poll(): Promise<void> {
    const failures = createFailureCount(options);
    for (let quiet = 0; !stop.aborted; ) {
      const offset = ledger.offset();
      const outcome = await fetchBatch(offset);
      if (outcome.kind === 'stopped') return;
      if (outcome.kind !== 'answered') {
        const wait = failures.next(outcome);
        if (wait === null) return;
        await pause(wait, stop);
        continue;
      }
      failures.reset();
      confirmed = offset;
      options.onHeard();
      const fresh = outcome.result.filter((update) => ledger.take(update.update_id));
      for (const update of fresh) void handleInTurn(update);
      quiet = fresh.length > 0 ? 1 : quiet + 1;
      if (ledger.open() > 0) await idleOr(backoff(quiet, pace.pollAgain));
    }
  }

  /** A bug here must not end the bot: it is logged and counts as a failed poll. */
  async function fetchBatch(offset: number | null): Promise<CallOutcome<readonly RawUpdate[]>> {
    try {
      return parseBatch(await client.call('getUpdates', pollPayload(offset, pace), pollLimits(pace, stop)));
    } catch (error) {
      log.error({ err: error }, 'Polling met an unexpected error');
      return { kind: 'unsure', why: 'unexpected error' };
    }
  }

  async function handleInTurn(update: RawUpdate): Promise<void> {
    try {
      await lanes.run(personOf(update), () => handleUntilDone(update));
      ledger.done(update.update_id);
    } catch (error) {
      if (!(error instanceof LanesClosed)) throw error;
    }
  }

  /** Rejects with `LanesClosed` when stopped between two tries: what was not done stays with Telegram. */
  async function handleUntilDone(update: RawUpdate): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await options.handle(update);
      } catch (error) {
        log.error({ updateId: update.update_id, attempt, err: error }, 'An update could not be handled, trying again');
      }
      await pause(backoff(attempt, pace.handle), stop);
      if (stop.aborted) throw new LanesClosed();
    }
  }

  async function idleOr(ms: number): Promise<void> {
    const idle = new AbortController();
    const wake = (): void => idle.abort();
    stop.addEventListener('abort', wake, { once: true });
    void lanes.idle().then(wake);
    await pause(ms, idle.signal);
    stop.removeEventListener('abort', wake);
  }

  return {
    finished: poll(),
    async confirm(deadlineMs) {
      const offset = ledger.offset();
      if (offset === null || offset === confirmed) return;
      const outcome = await client.call('getUpdates', { offset, limit: 1, timeout: 0 }, { deadlineMs });
      if (outcome.kind !== 'answered')
        log.warn({ ...outcome }, 'The last updates could not be confirmed; Telegram will deliver them again');
    },
  };
}

export interface Polling {
  readonly finished: Promise<void>;
  /** Confirms what was done since the last poll, so that Telegram does not deliver it again. A failure is logged. */
  confirm(deadlineMs: number): Promise<void>;
}

function pollPayload(offset: number | null, pace: GatewayPace): object {
  const payload = { limit: 100, timeout: Math.ceil(pace.pollMs / 1000), allowed_updates: allowedUpdates };
  return offset === null ? payload : { ...payload, offset };
}

function pollLimits(pace: GatewayPace, stop: AbortSignal): { deadlineMs: number; stop: AbortSignal } {
  return { deadlineMs: pace.pollMs + pace.deadlineMs, stop };
}

function parseBatch(outcome: CallOutcome<unknown>): CallOutcome<readonly RawUpdate[]> {
  if (outcome.kind !== 'answered') return outcome;
  const parsed = z.array(rawUpdateSchema).safeParse(outcome.result);
  return parsed.success
    ? { kind: 'answered', result: parsed.data }
    : { kind: 'not-sent', why: 'the answer is not a list of updates' };
}

interface FailureCount {
  /** Milliseconds to wait before polling again, or null when polling must end. */
  next(failure: RequestFailure): number | null;
  reset(): void;
}

/** Says once that Telegram is away and once that it is back. */
function createFailureCount({ pace, log, onConflict }: PollOptions): FailureCount {
  let attempt = 0;
  let conflictMs = 0;
  return {
    next(failure) {
      attempt += 1;
      if (failure.kind === 'refused' && failure.code === 401) return null;
      const wait = waitAfter(failure, attempt, pace);
      if (attempt === 1) log.warn({ ...failure }, 'Polling Telegram failed, trying again');
      if (failure.kind !== 'refused' || failure.code !== 409) return wait;
      if (conflictMs >= pace.conflictMs) {
        onConflict();
        return null;
      }
      conflictMs += wait;
      return wait;
    },
    reset() {
      if (attempt > 0) log.info({ attempts: attempt }, 'Polling Telegram works again');
      attempt = 0;
      conflictMs = 0;
    },
  };
}
