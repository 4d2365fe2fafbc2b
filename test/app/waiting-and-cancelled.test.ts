import { expect, it } from 'vitest';
import { waitingAndCancelled } from '../../src/app/broadcast/waiting-and-cancelled.ts';

const none = { sent: 0, read: 0, queued: 0, underWay: 0, unknown: 0, blocked: 0, failed: 0, cancelled: 0 };

it.each([
  ['every recipient while no copy is written', 'preparing', {}, 9, 0],
  [
    'copies under way',
    'sending',
    { sent: 3, read: 2, queued: 2, underWay: 1, unknown: 1, blocked: 1, failed: 1 },
    3,
    0,
  ],
  ['nobody in the queue of a cancelled one', 'cancelled', { sent: 3, queued: 4, underWay: 1, cancelled: 1 }, 1, 5],
  ['nobody once all are settled', 'done', { sent: 6, unknown: 1, blocked: 1, failed: 1 }, 0, 0],
] as const)('a broadcast counts as waiting %s', (_what, state, counts, waiting, cancelled) => {
  expect(waitingAndCancelled({ recipients: 9, state }, { ...none, ...counts })).toEqual({ waiting, cancelled });
});
