import { say, type Words } from '../i18n/words.ts';
import { type Choice, inRows } from './choice-step.ts';
import type { Json, Position, Step } from './step.ts';

export interface FileStepOptions {
  readonly id: string;
  lines(at: Position): readonly Words[];
  /** Other things the person may want here; the answer is then the choice's value. Two buttons a row. */
  readonly instead: readonly Choice[];
}

/** A question answered by a document. The answer kept is the attachment, or the value of a button pressed instead. */
export function fileStep(options: FileStepOptions): Step {
  return {
    id: options.id,
    counted: false,
    applies: () => true,
    ask: (at) => ({ lines: options.lines(at), buttons: inRows(options.instead, 2) }),
    read: (input) => {
      switch (input.kind) {
        case 'press': {
          const chosen = options.instead.find(({ value }) => value === input.action);
          return chosen ? { kind: 'answer', answer: chosen.value } : again;
        }
        case 'file': {
          if (input.file.kind !== 'document') return again;
          const { kind, fileId, name, mime, size } = input.file;
          const answer: Json = { kind, fileId, name, mime, size };
          return { kind: 'answer', answer };
        }
        case 'text':
          return again;
        default:
          return input satisfies never;
      }
    },
  };
}

const again = { kind: 'again', why: say('dialogue.send-document') } as const;
