import { say, type Words } from '../i18n/words.ts';
import { addBacking } from './add-backing.ts';
import { backingOf, evidenceStepId, isBacked, mostEvidence } from './rating-answer.ts';
import { backingLines } from './rating-step.ts';
import type { Answers, Step } from './step.ts';

const doneAction = 'done';
const removeAction = 'remove';

export interface BackingStepOptions {
  /** Whether something has to be given before it goes on; nothing does by default. */
  readonly needed?: (answers: Answers) => boolean;
  /** How to give it, instead of the words for an example. */
  readonly how?: Words;
  /** On the button that goes on, instead of "done" or "without evidence". */
  readonly done?: Words;
  /** Said when something was added, instead of what it was. */
  readonly kept?: Words;
}

/** Evidence for something that is no rating: words, files and links, several, or none. Read the answer with `backingOf(answers, about)`. */
export function backingStep(about: string, lines: readonly Words[], options: BackingStepOptions = {}): Step {
  const id = evidenceStepId(about);
  const enough = (answers: Answers) => !options.needed?.(answers) || isBacked(backingOf(answers, about));
  return {
    id,
    counted: false,
    applies: () => true,
    ask: ({ answers }) => {
      const backing = backingOf(answers, about);
      return {
        lines: [
          ...lines,
          '',
          options.how ?? say('evidence.how', { most: mostEvidence }),
          ...(isBacked(backing) ? ['', ...backingLines(backing)] : []),
        ],
        buttons: [
          ...(isBacked(backing) ? [[{ label: say('evidence.remove-last'), action: removeAction }]] : []),
          ...(enough(answers)
            ? [
                [
                  {
                    label: options.done ?? say(isBacked(backing) ? 'evidence.done' : 'evidence.none'),
                    action: doneAction,
                  },
                ],
              ]
            : []),
        ],
      };
    },
    read: (input, { answers }) => {
      const backing = backingOf(answers, about);
      if (input.kind !== 'press') {
        const added = addBacking(backing, input);
        return added.ok
          ? { kind: 'stay', answers: { [id]: added.backing }, note: options.kept ?? added.note }
          : { kind: 'again', why: added.why };
      }
      if (input.action === doneAction && enough(answers))
        return { kind: 'answer', answer: { ...backing, wanted: false } };
      if (input.action !== removeAction) return { kind: 'again', why: options.how ?? say('evidence.send-or-finish') };
      const left =
        backing.items.length > 0 ? { ...backing, items: backing.items.slice(0, -1) } : { ...backing, comment: null };
      return { kind: 'stay', answers: { [id]: left }, note: say('evidence.removed') };
    },
  };
}
