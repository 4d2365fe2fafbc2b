import type { Locale } from '../../i18n/words.ts';

/** The settings use cases look at. */
export interface AppSettings {
  /** HR from the first start, on the roster or not. */
  readonly hrTelegramIds: ReadonlySet<number>;
  /** IANA zone where a unit has none. */
  readonly timeZone: string;
  readonly locale: Locale;
}
