import { z } from 'zod';
import { say, type Words } from '../i18n/words.ts';
import type { Answers, Json, Position, PromptButton, Step } from './step.ts';

/** One page of what can be chosen, already looked up for the search and page in the answers. */
export interface FoundPage {
  readonly items: readonly FoundItem[];
  /** How many there are on all pages. */
  readonly total: number;
}

/** `value` goes into the button: at most 16 characters of `A-Za-z0-9._-`, not `prev`, `next` or `clear`. `answer` is what is kept. */
export interface FoundItem {
  readonly value: string;
  readonly label: Words;
  readonly answer: Json;
}

/** What is looked for: a part of the name (empty: everything) and which page, from 0. */
const searchSchema = z.object({ text: z.string(), page: z.number().int().nonnegative() });
export type Search = z.infer<typeof searchSchema>;

export const foundPerPage = 8;

/** The search a step with this id stands at, as kept beside its answer. */
export function searchOf(stepId: string, answers: Answers): Search {
  return searchSchema.safeParse(answers[`${stepId}-search`]).data ?? { text: '', page: 0 };
}

/** A choice out of very many: buttons page by page, narrowed down by typing a part of the name. */
export function searchStep(options: {
  readonly id: string;
  readonly applies: (answers: Answers) => boolean;
  lines(at: Position): readonly Words[];
  readonly found: FoundPage;
}): Step {
  const { id, found } = options;
  const turnTo = (search: Search) => ({ kind: 'stay', answers: { [`${id}-search`]: search } }) as const;
  return {
    id,
    counted: false,
    applies: options.applies,
    ask: (at) => {
      const search = searchOf(id, at.answers);
      return {
        lines: [
          ...options.lines(at),
          ...(search.text === '' ? [] : [say('dialogue.search-found', { text: search.text, total: found.total })]),
        ],
        buttons: [
          ...found.items.map(({ value, label }): PromptButton[] => [{ label, action: value }]),
          ...turning(search, found.total),
          ...(search.text === '' ? [] : [[{ label: say('dialogue.search-clear'), action: 'clear' }]]),
        ],
      };
    },
    read: (input, at) => {
      const search = searchOf(id, at.answers);
      switch (input.kind) {
        case 'file':
          return { kind: 'again', why: say('dialogue.search-type') };
        case 'text': {
          const text = [...input.text.trim()].slice(0, 60).join('');
          return text === '' ? { kind: 'again', why: say('dialogue.search-type') } : turnTo({ text, page: 0 });
        }
        case 'press': {
          if (input.action === 'clear') return turnTo({ text: '', page: 0 });
          if (input.action === 'next') return turnTo({ ...search, page: search.page + 1 });
          if (input.action === 'prev') return turnTo({ ...search, page: Math.max(0, search.page - 1) });
          const chosen = found.items.find(({ value }) => value === input.action);
          return chosen
            ? { kind: 'answer', answer: chosen.answer }
            : { kind: 'again', why: say('dialogue.choose-button') };
        }
        default:
          return input satisfies never;
      }
    },
  };
}

function turning({ page }: Search, total: number): readonly (readonly PromptButton[])[] {
  const buttons: PromptButton[] = [];
  if (page > 0) buttons.push({ label: say('dialogue.search-previous'), action: 'prev' });
  if ((page + 1) * foundPerPage < total) buttons.push({ label: say('dialogue.search-next'), action: 'next' });
  return buttons.length === 0 ? [] : [buttons];
}
