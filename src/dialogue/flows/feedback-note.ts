import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import { type FoundPage, searchStep } from '../search-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

export const personStepId = 'person';

/** What writing a note shows and offers, looked up for the answers so far. */
export interface FeedbackNoteBasis {
  /** How receivers can stand to the writer; only those with somebody to write to. */
  readonly relations: readonly NoteRelation[];
  /** Receivers of the chosen relation. */
  readonly people: FoundPage;
  /** How many people could have written an unnamed note to the chosen receiver; null where the writer is always named. */
  readonly possibleWriters: number | null;
  /** The note as its receiver will read it. */
  readonly preview: readonly Words[];
  readonly leave: PromptButton;
}

type NoteRelation = 'staff' | 'peer' | 'supervisor';

/** With fewer possible writers than this the receiver might guess, and the writer is told so (DOMAIN.md §6). */
const fewWriters = 3;
export const leastNote = 10;
export const mostNote = 1000;

/** Umpan balik kapan saja: for whom, praise or advice, signed or not, the words, a look at them, and off it goes. */
export function feedbackNoteFlow(basis: FeedbackNoteBasis): Flow {
  const { relations, people, possibleWriters, preview, leave } = basis;
  const steps = [
    choiceStep({
      id: 'relation',
      counted: false,
      lines: () => [say('note.ask-relation')],
      choices: () => relations.map((value) => ({ value, label: say(`note.relation.${value}`) })),
    }),
    searchStep({
      id: personStepId,
      applies: () => true,
      lines: () => [say(people.total === 0 ? 'note.ask-person-none' : 'note.ask-person')],
      found: people,
    }),
    choiceStep({
      id: 'kind',
      counted: false,
      lines: ({ answers }) => [say('note.ask-kind', { to: receiverOf(answers)?.name ?? '–' })],
      choices: () => [
        { value: 'praise', label: say('note.kind.praise') },
        { value: 'advice', label: say('note.kind.advice') },
      ],
      perRow: 2,
    }),
    choiceStep({
      id: 'sign',
      counted: false,
      applies: (answers) => answers.relation !== 'staff',
      lines: () => [
        say('note.ask-sign'),
        ...(possibleWriters !== null && possibleWriters < fewWriters
          ? ['', say('note.few', { count: possibleWriters })]
          : []),
      ],
      choices: () => [
        { value: 'no', label: say('note.sign.no') },
        { value: 'yes', label: say('note.sign.yes') },
      ],
    }),
    textStep({
      id: 'text',
      counted: false,
      lines: () => [say('note.ask-text')],
      least: leastNote,
      most: mostNote,
    }),
    choiceStep({
      id: 'confirm',
      counted: false,
      lines: ({ answers }) => [
        say('note.preview', {
          to: receiverOf(answers)?.name ?? '–',
          sign: say(isNamed(answers) ? 'note.signed' : 'note.unsigned'),
        }),
        '',
        ...preview,
      ],
      choices: () => [{ value: 'send', label: say('note.send') }],
    }),
  ];
  return { id: 'feedback-note', version: 1, pausable: false, steps: steps.map((step) => withLeave(step, leave)) };
}

const relationSchema = z.enum(['staff', 'peer', 'supervisor']);
const receiverSchema = z.object({ id: z.number().int(), name: z.string() });
const noteSchema = z.object({ kind: z.enum(['praise', 'advice']), text: z.string(), person: receiverSchema });

export function relationOf(answers: Answers): NoteRelation | null {
  return relationSchema.safeParse(answers.relation).data ?? null;
}

/** Whom the note is for; null while that is open. */
export function receiverOf(answers: Answers): { readonly id: number; readonly name: string } | null {
  return receiverSchema.safeParse(answers[personStepId]).data ?? null;
}

/** A supervisor always signs; everybody else only who chose to. */
export function isNamed(answers: Answers): boolean {
  return answers.relation === 'staff' || answers.sign === 'yes';
}

/** The finished note; null while something is missing. */
export function noteOf(answers: Answers): z.infer<typeof noteSchema> | null {
  return noteSchema.safeParse(answers).data ?? null;
}
