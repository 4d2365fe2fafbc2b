import { say, type Words } from '../i18n/words.ts';
import { addBacking } from './add-backing.ts';
import { type Backing, backingOf, evidenceStepId, isBacked, mostEvidence } from './rating-answer.ts';
import { backingLines } from './rating-step.ts';
import type { Answers, Position, Step } from './step.ts';

const doneAction = 'done';
const removeAction = 'remove';

export interface CollectStepOptions {
  /** What the words and files belong to; `backingOf(answers, about)` reads them. */
  readonly about: string;
  lines(at: Position): readonly Words[];
  /** Whether nothing may be given as well; words or evidence are asked for otherwise. */
  optional(answers: Answers): boolean;
  /** On the button that ends the conversation. */
  readonly done: Words;
}

/** The last question of a report: words, photos, documents and links, several and in any order, until the person presses the button. */
export function collectStep({ about, lines, optional, done }: CollectStepOptions): Step {
  const id = evidenceStepId(about);
  const enough = (answers: Answers) => optional(answers) || isBacked(backingOf(answers, about));
  return {
    id,
    counted: false,
    applies: () => true,
    ask: (at) => {
      const backing = backingOf(at.answers, about);
      const given = backingLines(
        backing.comment,
        backing.items.map(({ name }) => name),
      );
      return {
        lines: [...lines(at), say('collect.how', { most: mostEvidence }), ...(given.length > 0 ? ['', ...given] : [])],
        buttons: [
          ...(isBacked(backing) ? [[{ label: say('evidence.remove-last'), action: removeAction }]] : []),
          ...(enough(at.answers) ? [[{ label: done, action: doneAction }]] : []),
        ],
      };
    },
    read: (input, { answers }) => {
      const backing = backingOf(answers, about);
      if (input.kind !== 'press') {
        const added = addBacking(backing, input);
        return added.ok
          ? { kind: 'stay', answers: { [id]: added.backing }, note: say('collect.kept') }
          : { kind: 'again', why: added.why };
      }
      if (input.action === removeAction)
        return { kind: 'stay', answers: { [id]: withoutLast(backing) }, note: say('evidence.removed') };
      if (input.action !== doneAction || !enough(answers)) return { kind: 'again', why: say('collect.send-first') };
      return { kind: 'finish' };
    },
  };
}

/** Files go first, then the words. */
function withoutLast(backing: Backing): Backing {
  return backing.items.length > 0 ? { ...backing, items: backing.items.slice(0, -1) } : { ...backing, comment: null };
}
