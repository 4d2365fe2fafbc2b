import type { BroadcastCounts, BroadcastRow } from '../../storage/broadcast.ts';

/** How many recipients wait for their copy, also one that is not written yet, and how many will never get theirs. With those sent, unknown, blocked and failed they are all recipients. */
export function waitingAndCancelled(
  { recipients, state }: Pick<BroadcastRow, 'recipients' | 'state'>,
  counts: BroadcastCounts,
): { readonly waiting: number; readonly cancelled: number } {
  // Copies of a cancelled broadcast leave the queue a little later.
  const cancelled = counts.cancelled + (state === 'cancelled' ? counts.queued : 0);
  const settled = counts.sent + counts.unknown + counts.blocked + counts.failed;
  return { waiting: recipients - settled - cancelled, cancelled };
}
