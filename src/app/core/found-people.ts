import { type FoundPage, foundPerPage, searchOf } from '../../dialogue/search-step.ts';
import type { Answers } from '../../dialogue/step.ts';

/** What a search by name answers: one page, and how many people fit. */
interface Found {
  readonly people: readonly { readonly id: number; readonly name: string }[];
  readonly total: number;
}

/** The page of people a search step stands at, out of `search`; the answer kept is `{ id, name }`. */
export async function foundPeople(
  stepId: string,
  answers: Answers,
  search: (at: { readonly text: string; readonly skip: number; readonly take: number }) => Promise<Found>,
): Promise<FoundPage> {
  const { text, page } = searchOf(stepId, answers);
  const { people, total } = await search({ text, skip: page * foundPerPage, take: foundPerPage });
  return { total, items: people.map(({ id, name }) => ({ value: `e${id}`, label: name, answer: { id, name } })) };
}
