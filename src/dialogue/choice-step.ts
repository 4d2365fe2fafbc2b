import { say, type Words } from '../i18n/words.ts';
import type { Answers, Position, Prompt, PromptButton, Step } from './step.ts';

/** One thing to choose. `value` goes into the button: at most 16 characters of `A-Za-z0-9._-`. It is also what is kept, unless `answer` says something else (a longer key). */
export interface Choice {
  readonly value: string;
  readonly answer?: string;
  readonly label: Words;
}

export interface ChoiceStepOptions {
  readonly id: string;
  readonly counted?: boolean;
  readonly applies?: (answers: Answers) => boolean;
  lines(at: Position): readonly Words[];
  choices(at: Position): readonly Choice[];
  /** Buttons a row; 1 by default. */
  readonly perRow?: number;
}

/** A question answered by one of several buttons; the answer kept is the choice's value. */
export function choiceStep(options: ChoiceStepOptions): Step {
  return {
    id: options.id,
    counted: options.counted ?? true,
    applies: options.applies ?? (() => true),
    ask: (at): Prompt => ({ lines: options.lines(at), buttons: inRows(options.choices(at), options.perRow ?? 1) }),
    read: (input, at) => {
      if (input.kind !== 'press') return { kind: 'again', why: say('dialogue.choose-button') };
      const chosen = options.choices(at).find((choice) => choice.value === input.action);
      return chosen
        ? { kind: 'answer', answer: chosen.answer ?? chosen.value }
        : { kind: 'again', why: say('dialogue.choose-button') };
    },
  };
}

/** Choices as rows of buttons. */
export function inRows(choices: readonly Choice[], perRow: number): readonly (readonly PromptButton[])[] {
  return rowsOf(
    choices.map(({ value, label }) => ({ label, action: value })),
    perRow,
  );
}

export function rowsOf<Button>(buttons: readonly Button[], perRow: number): readonly (readonly Button[])[] {
  return buttons.flatMap((_, index) => (index % perRow === 0 ? [buttons.slice(index, index + perRow)] : []));
}
