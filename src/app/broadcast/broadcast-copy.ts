import type { BroadcastButton } from '../../domain/broadcast-button.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { type Locale, say, type Words } from '../../i18n/words.ts';
import type { BroadcastContent } from '../../storage/broadcast.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import { commandData } from '../core/menu-button.ts';
import { markReadAction } from './mark-read.ts';

/** In the place of a broadcast's id: a preview, of which nobody can say that they read it. */
export const previewId = 0;

/** Name of the action behind a copy's button to a lesson or a poll. */
export const followName = 'broadcast.go';

/** One recipient's copy: HR's message untouched, with the button it carries and the one that says it was read, in the recipient's language. */
export function broadcastCopy({ button, ...message }: BroadcastContent, broadcastId: number, locale: Locale): Outgoing {
  const read = { text: translatePlain(locale, say('broadcast.read-button')), data: markReadAction.data(broadcastId) };
  if (!button) return { ...message, keyboard: [[read]] };
  const data = broadcastId === previewId ? read.data : buttonData(button, broadcastId);
  return { ...message, keyboard: [[{ text: translatePlain(locale, buttonWords(button)), data }], [read]] };
}

function buttonWords(button: BroadcastButton): Words {
  switch (button.kind) {
    case 'lesson':
      return say('broadcast.button-lesson');
    case 'poll':
      return say('broadcast.button-poll');
    case 'command':
      return say(`menu.${button.command}`);
    default:
      return button satisfies never;
  }
}

function buttonData(button: BroadcastButton, broadcastId: number): string {
  return button.kind === 'command' ? commandData(button.command) : `${followName}:${broadcastId}`;
}
