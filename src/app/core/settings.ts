import type { Framework } from '../../domain/framework.ts';
import type { Lesson } from '../../domain/lesson.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Locale } from '../../i18n/words.ts';

/** The settings use cases look at. */
export interface AppSettings {
  /** HR from the first start, on the roster or not. */
  readonly hrTelegramIds: ReadonlySet<number>;
  /** IANA zone where a unit has none. */
  readonly timeZone: string;
  readonly locale: Locale;
  /** Messages a second to many people (SEND_RATE). */
  readonly sendRate: number;
  /** The frameworks HR can choose from, by key, as their files stood at start. */
  readonly frameworks: ReadonlyMap<string, Framework>;
  /** Lessons in the method, by the key of their framework. */
  readonly lessons: ReadonlyMap<string, Lesson>;
  /** Words that make HR read a citizen's comment first, normalised (`domain/citizen-comment.ts`). */
  readonly abusiveWords: ReadonlySet<string>;
  /** The national tables. */
  readonly rules: Rules;
}
