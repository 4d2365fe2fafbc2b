import type { Framework } from '../../domain/framework.ts';
import type { Locale, Words } from '../../i18n/words.ts';
import type { Tx } from '../../storage/database.ts';

/** What the use cases of a period need; a Scene is one, and the demo makes its own. */
export interface PeriodDesk {
  readonly tx: Tx;
  readonly now: Date;
  readonly settings: {
    readonly frameworks: ReadonlyMap<string, Framework>;
    readonly locale: Locale;
  };
}

/** What a step did, or why it was not taken; then nothing was changed. */
export type Taken<Result> = ({ readonly ok: true } & Result) | { readonly ok: false; readonly why: Words };
