import { type FoundPage, foundPerPage, searchOf } from '../../dialogue/search-step.ts';
import type { Answers } from '../../dialogue/step.ts';
import { unitNames, unitSeparator } from '../../domain/unit-path.ts';
import { searchUnits } from '../../storage/unit.ts';
import type { Scene } from './scene.ts';

/** The page of units a search step stands at; the answer kept is `{ unitId, unitPath }`. */
export async function foundUnits({ tx }: Scene, stepId: string, answers: Answers): Promise<FoundPage> {
  const { text, page } = searchOf(stepId, answers);
  const { units, total } = await searchUnits(tx, { text, skip: page * foundPerPage, take: foundPerPage });
  return {
    total,
    items: units.map(({ id, path }) => ({
      value: `u${id}`,
      // The end of a path tells units apart; the whole does not fit on a button.
      label: unitNames(path).slice(-2).join(unitSeparator),
      answer: { unitId: id, unitPath: path },
    })),
  };
}
