import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { findBroadcastButton, markRead } from '../../storage/broadcast.ts';
import { defineAction, numberArg } from '../core/feature.ts';

/** The button under every copy: "I have read this". It counts once and then goes away, unless the copy has another button, which is still of use. */
export const markReadAction = defineAction(
  'read',
  z.tuple([numberArg]),
  async ({ tx, actor, now }, [broadcastId]) => {
    const mark = await markRead(tx, broadcastId, actor.telegramId, now);
    const clear = mark !== 'no-copy' && (await findBroadcastButton(tx, broadcastId)) === null;
    switch (mark) {
      case 'first':
        return { kind: 'toast', words: say('broadcast.read-thanks'), clear };
      case 'again':
        return { kind: 'toast', words: say('broadcast.read-already'), clear };
      case 'no-copy':
        return { kind: 'toast', words: say('broadcast.read-preview'), clear };
      default:
        return mark satisfies never;
    }
  },
  { toasts: true },
);
