import type { Person } from '../../src/simulator/person.ts';

/** Who writes to the bot, and what a forger could know: names of commands and buttons, and files that are there. */
export interface Cast {
  readonly people: readonly [Person, ...Person[]];
  readonly commands: readonly string[];
  readonly actions: readonly string[];
  /** Data of every button there is, about people and things that are there: what a forger would give much for. */
  readonly trueData: readonly string[];
  /** File ids of files with odd content that Telegram holds. */
  readonly files: readonly string[];
}

/** A button a person sees, or saw not long ago. */
export interface SeenButton {
  readonly messageId: number;
  readonly data: string;
}

/** The buttons on a person's last screens, the newest first. */
export function seenButtons(person: Person): readonly SeenButton[] {
  return person
    .messages()
    .slice(-8)
    .toReversed()
    .flatMap(({ id, keyboard }) =>
      keyboard.flat().flatMap((button) => (button.kind === 'callback' ? [{ messageId: id, data: button.data }] : [])),
    );
}
