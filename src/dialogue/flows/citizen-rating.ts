import { z } from 'zod';
import type { Localised } from '../../domain/localised.ts';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import { type FoundPage, searchStep } from '../search-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

export const mostCitizenComment = 500;

/** A level as a citizen chooses it. `text` describes it where the framework asks citizens; null otherwise. */
export interface CitizenLevel {
  readonly level: number;
  readonly label: Localised;
  readonly text: Localised | null;
}

/** One tap rates a unit's service: nothing else has to be done for the number to count. */
export function citizenRatingFlow(facts: {
  readonly unit: string;
  readonly levels: readonly CitizenLevel[];
  readonly look: PromptButton;
}): Flow {
  const { unit, levels, look } = facts;
  const described = levels.filter(({ text }) => text !== null);
  return {
    id: 'citizen-rating',
    version: 1,
    pausable: false,
    steps: [
      withLeave(
        choiceStep({
          id: 'level',
          counted: false,
          lines: () => [
            say('citizen.intro', { unit }),
            '',
            say('citizen.promise'),
            '',
            ...described.map(({ level, text }) => say('rating.level-text', { level, text: text ?? '' })),
            ...(described.length === 0 ? [] : ['']),
            say('citizen.choose'),
          ],
          choices: () =>
            levels.map(({ level, label }) => ({ value: String(level), label: say('rating.level', { level, label }) })),
        }),
        look,
      ),
    ],
  };
}

/** The level that was tapped; null for anything that is not on this scale. */
export function citizenLevel(levels: readonly CitizenLevel[], answers: Answers): number | null {
  return levels.find(({ level }) => String(level) === answers.level)?.level ?? null;
}

/** Words for the unit, after the number was kept; may be left out. */
export function citizenCommentFlow(lines: readonly Words[]): Flow {
  return {
    id: 'citizen-comment',
    version: 1,
    pausable: false,
    steps: [
      textStep({
        id: 'comment',
        counted: false,
        lines: () => lines,
        least: 2,
        most: mostCitizenComment,
        optional: true,
      }),
    ],
  };
}

/** What was written, Telegram HTML; null when it was left out. */
export function citizenComment(answers: Answers): string | null {
  return typeof answers.comment === 'string' ? answers.comment : null;
}

const unitStepId = 'unit';

/** HR looks for the unit whose service it is about. */
export function serviceUnitFlow(found: FoundPage, ways: readonly PromptButton[]): Flow {
  return {
    id: 'service-unit',
    version: 1,
    pausable: false,
    steps: [
      ways.reduce(
        withLeave,
        searchStep({ id: unitStepId, applies: () => true, lines: () => [say('service.which-unit')], found }),
      ),
    ],
  };
}

/** The unit that was chosen; null when none was. */
export function chosenServiceUnit(answers: Answers): number | null {
  return z.object({ unitId: z.number().int() }).safeParse(answers[unitStepId]).data?.unitId ?? null;
}
