import { z } from 'zod';
import { type Fault, repeated } from './fault.ts';
import { identifierSchema } from './identifier.ts';
import { localisedSchema } from './localised.ts';
import { type Problem, problemsOf } from './problem.ts';

const positive = z.int({ error: 'must be a whole number' }).positive({ error: 'must be 1 or more' });
/** A card is read on a phone in half a minute. */
const shortText = localisedSchema.refine(
  ({ id, en }) => Math.max(id.length, en.length) <= 900,
  'must be at most 900 characters in each language: a card is read on a phone',
);
const between = <Item extends z.ZodType>(item: Item, least: number, most: number) => {
  const reason = `must be a list of ${least} to ${most}`;
  return z.array(item, { error: reason }).min(least, reason).max(most, reason);
};

const choiceSchema = z.strictObject({
  text: localisedSchema,
  right: z.literal(true, { error: 'is true at the right answer, and left out elsewhere' }).optional(),
});

const lessonShapeSchema = z.strictObject({
  /** Key of the framework whose method it teaches. */
  key: identifierSchema,
  version: positive,
  title: localisedSchema,
  about: localisedSchema,
  cards: between(z.strictObject({ id: identifierSchema, title: localisedSchema, text: shortText }), 5, 8),
  questions: between(
    z.strictObject({
      id: identifierSchema,
      ask: localisedSchema,
      choices: between(choiceSchema, 2, 4),
      because: shortText,
    }),
    4,
    6,
  ),
});

/** A lesson in the method: short cards, then a quiz with an explanation after each answer. Every question has one right answer. */
export const lessonSchema = lessonShapeSchema.superRefine((lesson, context) => {
  for (const { path, reason } of lessonFaults(lesson))
    context.addIssue({ code: 'custom', path: [...path], message: reason });
});

export type Lesson = z.output<typeof lessonSchema>;
export type LessonQuestion = Lesson['questions'][number];

export type ReadLesson =
  | { readonly ok: true; readonly lesson: Lesson }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Parses a lesson; where it is not one, every problem is named with its path and a reason in words. */
export function readLesson(data: unknown): ReadLesson {
  const parsed = lessonSchema.safeParse(data);
  return parsed.success ? { ok: true, lesson: parsed.data } : { ok: false, problems: problemsOf(parsed.error, data) };
}

function lessonFaults({ cards, questions }: z.output<typeof lessonShapeSchema>): readonly Fault[] {
  return [
    ...repeated(
      cards.map(({ id }) => id),
      (at) => ['cards', at, 'id'],
    ),
    ...repeated(
      questions.map(({ id }) => id),
      (at) => ['questions', at, 'id'],
    ),
    ...questions.flatMap(({ choices }, at): Fault[] => {
      const right = choices.filter((choice) => choice.right).length;
      return right === 1
        ? []
        : [{ path: ['questions', at, 'choices'], reason: `must have one right answer, and has ${right}` }];
    }),
  ];
}
