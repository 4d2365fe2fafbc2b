import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { defineView } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { strangerWords } from '../core/stranger-words.ts';

/** What a person sees before they joined, and after they left: what this is, and what to do. */
export const startView = defineView('start', z.object({}), async ({ actor }) => ({
  lines: [say('start.greeting', { name: actor.account.firstName }), '', say('help.about'), '', strangerWords(actor)],
  buttons: [
    [
      { label: say('menu.bahasa'), data: commandData('bahasa') },
      { label: say('menu.privasi'), data: commandData('privasi') },
    ],
  ],
}));
