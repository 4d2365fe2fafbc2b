/** How far the retries of one update have come. */
export interface Retry {
  readonly failures: number;
  /** Seconds of the last pause that was the server's own choice; 1 before the first. */
  readonly delay: number;
}

const MAX_DELAY_SECONDS = 60;
const MAX_RETRY_AFTER_SECONDS = 3_600;

/** After one more failure: the seconds to wait now. At once, then 2, 4, 8 … 60; `retryAfter` (seconds, 0 for none, at most an hour) goes first. */
export function nextRetry(
  { failures, delay }: Retry,
  retryAfter: number,
): { readonly seconds: number; readonly retry: Retry } {
  const asked = Math.min(Math.max(retryAfter, 0), MAX_RETRY_AFTER_SECONDS);
  if (asked > 0) return { seconds: asked, retry: { failures: failures + 1, delay } };
  if (failures === 0) return { seconds: 0, retry: { failures: 1, delay } };
  const doubled = Math.min(delay * 2, MAX_DELAY_SECONDS);
  return { seconds: doubled, retry: { failures: failures + 1, delay: doubled } };
}
