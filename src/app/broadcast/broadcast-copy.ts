import { translatePlain } from '../../i18n/translate.ts';
import { type Locale, say } from '../../i18n/words.ts';
import type { BroadcastContent } from '../../storage/broadcast.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import { markReadAction } from './mark-read.ts';

/** In the place of a broadcast's id: a preview, of which nobody can say that they read it. */
export const previewId = 0;

/** One recipient's copy: HR's message untouched, with the button that says it was read, in the recipient's language. */
export function broadcastCopy(content: BroadcastContent, broadcastId: number, locale: Locale): Outgoing {
  const button = {
    text: translatePlain(locale, say('broadcast.read-button')),
    data: markReadAction.data(broadcastId),
  };
  return { ...content, keyboard: [[button]] };
}
