import type { Words } from '../../i18n/words.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';

/** What a person sees: lines of words and buttons under them, before a language is chosen. */
export interface Screen {
  /** Messages shown before the screen itself, exactly as they are (a preview). */
  readonly ahead?: readonly Outgoing[];
  /** Each becomes a line; an empty string is an empty line. */
  readonly lines: readonly Words[];
  readonly buttons: readonly (readonly ScreenButton[])[];
  /** A picture or document above the words. */
  readonly file?:
    | { readonly as: 'photo' | 'document'; readonly name: string; readonly bytes: Uint8Array }
    | { readonly as: 'photo' | 'document'; readonly fileId: string };
  /** Not to be forwarded or saved (results). */
  readonly protect?: boolean;
}

export type ScreenButton =
  | { readonly label: Words; readonly data: string }
  | { readonly label: Words; readonly url: string }
  | { readonly label: Words; readonly copy: string };
