import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { listPlannedIndicators } from '../../storage/development.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { developmentData } from './development-data.ts';
import { findSuggestionsFrom } from './suggestions.ts';

/** The steps a result's feedback names, each with the button that puts it into the plan. */
export const suggestionsView = defineView(
  'development-from',
  z.object({ appraisalId: z.number().int() }),
  async (scene: Scene, { appraisalId }): Promise<Screen> => {
    const back = [{ label: say('develop.back'), data: commandData('pengembangan') }, menuButton];
    const { employee } = scene.actor;
    const suggested = employee && (await findSuggestionsFrom(scene, appraisalId));
    if (!suggested || suggested.steps.length === 0)
      return { lines: [say('develop.suggestions-none')], buttons: [back] };
    const taken = await listPlannedIndicators(scene.tx, employee.id, appraisalId);
    const steps = suggested.steps.map((step, index) => ({ ...step, index, taken: taken.has(step.indicator) }));
    return {
      lines: [
        say('develop.suggestions-heading', { period: suggested.period }),
        ...(suggested.preliminary ? [say('develop.suggestions-preliminary')] : []),
        '',
        say('develop.suggestions-how'),
        ...steps.flatMap(({ name, step, index, taken: inPlan }) => [
          '',
          say('develop.suggestion', {
            number: index + 1,
            indicator: name,
            kind: say(`growth.${step.kind}`),
            text: step.text,
            mark: inPlan ? say('develop.suggestion-taken') : '',
          }),
        ]),
      ],
      buttons: [
        ...steps
          .filter(({ taken: inPlan }) => !inPlan)
          .map(({ step, index }) => [
            {
              label: say('develop.suggestion-take', { number: index + 1, text: step.text }),
              data: developmentData.take(appraisalId, index),
            },
          ]),
        back,
      ],
      protect: true,
    };
  },
);
