import { say, type Words } from '../i18n/words.ts';
import type { Step } from './step.ts';

const nextAction = 'next';

/** Something to read, with a button that goes on. */
export function cardStep({ id, lines }: { readonly id: string; readonly lines: readonly Words[] }): Step {
  return {
    id,
    counted: false,
    applies: () => true,
    ask: () => ({ lines, buttons: [[{ label: say('dialogue.next'), action: nextAction }]] }),
    read: (input) =>
      input.kind === 'press' && input.action === nextAction
        ? { kind: 'answer', answer: true }
        : { kind: 'again', why: say('dialogue.choose-button') },
  };
}
