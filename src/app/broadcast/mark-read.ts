import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { markRead } from '../../storage/broadcast.ts';
import { defineAction, numberArg } from '../core/feature.ts';

/** The button under every copy: "I have read this". It counts once and then goes away. */
export const markReadAction = defineAction(
  'read',
  z.tuple([numberArg]),
  async ({ tx, actor, now }, [broadcastId]) => {
    const mark = await markRead(tx, broadcastId, actor.telegramId, now);
    switch (mark) {
      case 'first':
        return { kind: 'toast', words: say('broadcast.read-thanks'), clear: true };
      case 'again':
        return { kind: 'toast', words: say('broadcast.read-already'), clear: true };
      case 'no-copy':
        return { kind: 'toast', words: say('broadcast.read-preview'), clear: false };
      default:
        return mark satisfies never;
    }
  },
  { toasts: true },
);
