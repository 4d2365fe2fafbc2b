import type { Words } from '../i18n/words.ts';
import type { Attachment } from './attachment.ts';

/** Plain JSON, as progress keeps it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What was answered so far, by step id. Each step reads its own answer with its own schema. */
export type Answers = Readonly<Record<string, Json>>;

/** Where a conversation stands when a step is asked. */
export interface Position {
  readonly answers: Answers;
  /** 1-based place of this step among the steps that count as questions, and how many there are; both 0 for a step that is no question. */
  readonly place: number;
  readonly places: number;
}

/** What a person did, already known to belong to the step that is open. */
export type StepInput =
  | { readonly kind: 'press'; readonly action: string }
  | { readonly kind: 'text'; readonly text: string; readonly html: string }
  | { readonly kind: 'file'; readonly file: Attachment; readonly caption: string; readonly captionHtml: string };

/** What the step makes of it. */
export type Reading =
  /** Keep this answer and go on. */
  | { readonly kind: 'answer'; readonly answer: Json; readonly note?: Words }
  /** Keep these answers, by step id, and ask the same step again (one more piece of evidence). */
  | { readonly kind: 'stay'; readonly answers: Answers; readonly note?: Words }
  /** Not understood, or not allowed: nothing is kept, the step is asked again with the reason. */
  | { readonly kind: 'again'; readonly why: Words }
  /** Jump to another step; afterwards the conversation comes back to this one. */
  | { readonly kind: 'visit'; readonly stepId: string; readonly answers?: Answers }
  /** The conversation is complete. */
  | { readonly kind: 'finish' };

/**
 * One button under a question: `action` is read by the step that showed it (at most 16 characters of `A-Za-z0-9._-`); `data` belongs to an action outside the
 * conversation (look at a piece of evidence) and leaves it where it is.
 */
export type PromptButton =
  | { readonly label: Words; readonly action: string }
  | { readonly label: Words; readonly data: string };

export interface Prompt {
  readonly lines: readonly Words[];
  readonly buttons: readonly (readonly PromptButton[])[];
}

/** One question: how it is asked and what its answer means. Pure: no clock, no database, no Telegram. */
export interface Step {
  /** Unique in the flow and stable over versions; at most 26 characters. */
  readonly id: string;
  /** False for a step without a number in the progress shown ("3 of 7"): evidence, summary. */
  readonly counted: boolean;
  /** Whether the step is asked at all, given what was answered before it. */
  applies(answers: Answers): boolean;
  /**
   * Whether what is kept answers it still: another answer may ask for more (evidence), a newer version may not be able to read it. Without this any kept answer
   * does. A conversation never ends on a step that says no: it is asked first.
   */
  isAnswered?(answers: Answers): boolean;
  /** What is kept when somebody goes back from here without answering; without this, everything stays as it is. */
  goBack?(answers: Answers): Answers;
  ask(at: Position): Prompt;
  read(input: StepInput, at: Position): Reading;
}

/** A conversation: its steps in order. A flow is built from data (a frozen framework), so the same progress can meet a newer flow. */
export interface Flow {
  readonly id: string;
  /** Raised when the meaning of stored answers changes; `upcast` then carries them over. */
  readonly version: number;
  readonly steps: readonly Step[];
  /** Whether the person may leave it and come back (⏸); a short form is simply dropped instead. */
  readonly pausable: boolean;
  /** Answers written by an older version, in today's shape; null where that cannot be done, then unreadable ones are asked again. */
  upcast?(answers: Answers, fromVersion: number): Answers | null;
}
