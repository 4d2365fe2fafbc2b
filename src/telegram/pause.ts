import { setTimeout as timer } from 'node:timers/promises';

/** Waits `ms` milliseconds, or until `signal` is aborted: it then resolves at once, and the caller looks at the signal. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await timer(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** The wait in milliseconds before try number `attempt` (from 1): doubling from `firstMs` to `mostMs`, then between half and all of it by chance. */
export function backoff(attempt: number, range: { readonly firstMs: number; readonly mostMs: number }): number {
  const full = Math.min(range.mostMs, range.firstMs * 2 ** Math.min(attempt - 1, 30));
  return full * (0.5 + Math.random() / 2);
}
