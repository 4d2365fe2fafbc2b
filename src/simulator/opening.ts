/** What can be chosen on the screen before the chats; the page shows it as a card. */
export interface Choice {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  /** A few facts in a word or two each. */
  readonly facts: readonly string[];
  /** The same in English. */
  readonly en: { readonly title: string; readonly text: string; readonly facts: readonly string[] };
}

/**
 * Where the page stands before its chats: it offers the choices, tells how far the chosen one is prepared, or is open. Without choices it is open from the
 * start and there is no way back.
 */
export type Opening = { readonly choices: readonly Choice[] } & (
  | {
      readonly stage: 'choosing';
      /** The last choice could not be prepared. */
      readonly failed: boolean;
    }
  | {
      readonly stage: 'preparing';
      readonly chosen: string;
      readonly at: number;
      readonly of: number;
      readonly doing: Doing;
    }
  | { readonly stage: 'open'; readonly chosen: string | null }
);

/** What is being done, in words for the page. */
export interface Doing {
  readonly id: string;
  readonly en: string;
}
