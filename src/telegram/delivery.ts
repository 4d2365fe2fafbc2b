import type { CallOutcome } from './bot-client.ts';
import type { Delivery } from './gateway.ts';

type Failure = Exclude<CallOutcome<unknown>, { kind: 'answered' }>;

/** What a failed send or edit means for the message, as the docstring of `Delivery` defines it. */
export function deliveryOf(failure: Failure): Delivery {
  switch (failure.kind) {
    case 'not-sent':
      return { state: 'unreachable', why: failure.why };
    case 'unsure':
      return { state: 'unknown', why: failure.why };
    case 'stopped':
      return { state: 'unknown', why: 'given up while waiting for the answer' };
    case 'refused':
      return refusal(failure.code, failure.description, failure.retryAfter);
    default:
      return failure satisfies never;
  }
}

/** Seconds to wait where Telegram says "too many requests" without saying how long. */
const usualWait = 5;

function refusal(code: number, description: string, retryAfter: number | null): Delivery {
  const why = `${code}: ${description}`;
  if (code === 429) return { state: 'wait', seconds: retryAfter ?? usualWait };
  // A 504 comes from in front of the Bot API, which may have got the request and be acting on it.
  if (code === 504) return { state: 'unknown', why };
  // With another token the same message can be sent, so a revoked one loses nothing.
  if (code >= 500 || code === 401) return { state: 'unreachable', why };
  if (code === 403 || unreachableChat.test(description)) return { state: 'blocked', why };
  if (/message is not modified/i.test(description)) return { state: 'unchanged' };
  if (goneMessage.test(description)) return { state: 'gone' };
  return { state: 'failed', why };
}

const unreachableChat = /chat not found|user not found|user is deactivated|PEER_ID_INVALID/i;

const goneMessage =
  /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|there is no (text|media|caption) in the message/i;
