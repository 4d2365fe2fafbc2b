import { say } from '../../i18n/words.ts';
import type { Flow } from '../step.ts';
import { textStep } from '../text-step.ts';

/** Looking somebody up on the roster: one question, a name or a NIP. */
export const lookUpPersonFlow: Flow = {
  id: 'look-up-person',
  version: 1,
  pausable: false,
  steps: [
    textStep({
      id: 'query',
      counted: false,
      lines: () => [say('find.ask')],
      least: 2,
      most: 100,
      parse: (text) => ({ answer: text.replace(/\s+/g, ' ') }),
    }),
  ],
};
