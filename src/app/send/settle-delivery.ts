import type { Settlement, TakenMessage } from '../../storage/outbox-queue.ts';
import type { Delivery, WaitRange } from '../../telegram/gateway.ts';
import { backoff } from '../../telegram/pause.ts';

/** A message nobody waits for is given up when Telegram could not be reached for so long after it was due, in milliseconds. */
export const giveUpAfterMs = 24 * 3600 * 1000;

/**
 * What a delivery means for its place in the outbox. A message that must arrive is sent again until it does; what annoys when doubled stays `unknown` when its fate is not known, and is
 * tried for a day where Telegram could not be reached.
 */
export function settleDelivery(
  message: Pick<TakenMessage, 'id' | 'mustArrive' | 'attempts' | 'dueAt'>,
  delivery: Delivery,
  { now, retry }: { readonly now: Date; readonly retry: WaitRange },
): Settlement {
  const { id } = message;
  const again = (error: string): Settlement => ({
    ...ended(id, 'queued', error),
    retryInMs: backoff(message.attempts, retry),
  });
  switch (delivery.state) {
    case 'sent':
      return { ...ended(id, 'sent', null), messageId: delivery.messageId };
    case 'blocked':
      return ended(id, 'blocked', delivery.why);
    case 'failed':
      return ended(id, 'failed', delivery.why);
    case 'gone':
    case 'unchanged':
      return ended(id, 'failed', 'Telegram answered as if to an edit');
    case 'unknown':
      return message.mustArrive ? again(delivery.why) : ended(id, 'unknown', delivery.why);
    case 'unreachable': {
      const late = now.getTime() - message.dueAt.getTime() > giveUpAfterMs;
      return late && !message.mustArrive ? ended(id, 'failed', delivery.why) : again(delivery.why);
    }
    case 'wait':
      return giveBack(id);
    default:
      return delivery satisfies never;
  }
}

/** Back to the queue as if it had not been taken. */
export function giveBack(id: bigint): Settlement {
  return { ...ended(id, 'queued', null), uncounted: true };
}

/** Not sent, as there is no need any more. */
export function withdraw(id: bigint): Settlement {
  return ended(id, 'cancelled', null);
}

function ended(id: bigint, state: Settlement['state'], error: string | null): Settlement {
  return { id, state, messageId: null, error, retryInMs: null, uncounted: false };
}
