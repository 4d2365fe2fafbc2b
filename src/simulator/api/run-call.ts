import { setTimeout as wait } from 'node:timers/promises';
import { ApiRefusal, tooManyRequests } from '../api-refusal.ts';
import type { FaultKind } from '../faults.ts';
import { PollCut } from '../long-poll.ts';
import type { CallOutcome, RecordedCalls } from '../recorded-calls.ts';
import type { World } from '../world.ts';
import type { Call, Method } from './call.ts';

/** Runs one call with the faults that befall it, records it, and tells what to answer. */
export async function runCall(world: World, calls: RecordedCalls, call: Call, run: Method): Promise<CallOutcome> {
  const end = calls.begin({
    method: call.method,
    parameters: call.parameters,
    uploads: [...call.uploads].map(([part, { name, mime, bytes }]) => ({ part, name, mime, size: bytes.byteLength })),
    at: world.clock.now(),
  });
  const chatId = call.integer('chat_id', 0);
  const fault = world.faults.take(call.method, chatId === 0 ? null : chatId);
  const outcome = await withFault(fault, call.gone, () => perform(world, call, run));
  end(outcome);
  return outcome;
}

async function withFault(
  fault: FaultKind | null,
  gone: AbortSignal,
  effect: () => Promise<CallOutcome>,
): Promise<CallOutcome> {
  switch (fault?.type) {
    case undefined:
      return effect();
    case '429':
      return refused(tooManyRequests(fault.retryAfter));
    case '5xx':
      return refused(new ApiRefusal(fault.status, STATUS[fault.status] ?? 'Internal Server Error'));
    case 'outage':
      return { kind: 'dropped', done: false };
    case 'reset': {
      if (fault.when === 'before') return { kind: 'dropped', done: false };
      const outcome = await effect();
      return { kind: 'dropped', done: outcome.kind === 'answered' && outcome.status === 200 };
    }
    case 'half-open': {
      const outcome = fault.when === 'after' ? await effect() : null;
      await aborted(gone);
      return { kind: 'dropped', done: outcome?.kind === 'answered' && outcome.status === 200 };
    }
    case 'slow': {
      if (fault.when === 'before') await wait(fault.ms);
      const outcome = await effect();
      if (fault.when === 'after') await wait(fault.ms);
      return outcome;
    }
    default:
      return fault satisfies never;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

const STATUS: Readonly<Record<number, string>> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

async function perform(world: World, call: Call, run: Method): Promise<CallOutcome> {
  try {
    const { result, description } = await run(world, call);
    return {
      kind: 'answered',
      status: 200,
      body: { ok: true, result, ...(description === undefined ? {} : { description }) },
    };
  } catch (error) {
    if (error instanceof ApiRefusal) return refused(error);
    if (error instanceof PollCut) return { kind: 'dropped', done: false };
    throw error;
  }
}

function refused(refusal: ApiRefusal): CallOutcome {
  return { kind: 'answered', status: refusal.code, body: refusalBody(refusal) };
}

/** The JSON of a refusal. */
export function refusalBody(refusal: ApiRefusal): Record<string, unknown> {
  return {
    ok: false,
    error_code: refusal.code,
    description: refusal.message,
    ...(refusal.parameters === null ? {} : { parameters: refusal.parameters }),
  };
}
