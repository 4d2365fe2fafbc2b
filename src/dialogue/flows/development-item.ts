import { z } from 'zod';
import { type CalendarDate, calendarDateSchema } from '../../domain/calendar.ts';
import { type DevelopmentKind, developmentKinds } from '../../domain/development.ts';
import { say } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import { dateStep } from '../date-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

export interface DevelopmentItemBasis {
  /** A step of the catalogue, which only needs a date; null for an item of one's own. */
  readonly given: { readonly kind: DevelopmentKind; readonly html: string } | null;
  readonly today: CalendarDate;
  readonly leave: PromptButton;
}

/** Putting one thing into the development plan: what kind, what, and by when. */
export function developmentItemFlow({ given, today, leave }: DevelopmentItemBasis): Flow {
  const steps = [
    choiceStep({
      id: 'kind',
      counted: false,
      applies: () => given === null,
      lines: () => [say('develop.ask-kind')],
      choices: () => developmentKinds.map((value) => ({ value, label: say(`develop.kind.${value}`) })),
    }),
    textStep({
      id: 'text',
      counted: false,
      applies: () => given === null,
      lines: () => [say('develop.ask-text')],
      least: 5,
      most: 300,
    }),
    dateStep({
      id: 'dueOn',
      lines: () => [
        ...(given
          ? [say('develop.ask-date-of', { text: { html: given.html }, kind: say(`growth.${given.kind}`) }), '']
          : []),
        say('develop.ask-date'),
      ],
      today,
      inDays: [30, 60, 90],
      mostDays: 730,
    }),
  ];
  return { id: 'development-item', version: 1, pausable: false, steps: steps.map((step) => withLeave(step, leave)) };
}

const itemSchema = z.object({ kind: z.enum(developmentKinds), text: z.string(), dueOn: calendarDateSchema });

/** The finished item, its text as Telegram HTML; null while something is missing. */
export function itemOf(answers: Answers, given: DevelopmentItemBasis['given']): z.infer<typeof itemSchema> | null {
  const filled = given ? { ...answers, kind: given.kind, text: given.html } : answers;
  return itemSchema.safeParse(filled).data ?? null;
}
