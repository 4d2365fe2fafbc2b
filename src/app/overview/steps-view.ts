import { z } from 'zod';
import { unitName } from '../../domain/unit-path.ts';
import { say, type Words } from '../../i18n/words.ts';
import { countStepsBelow, sumSteps, type UnitSteps } from '../../storage/unit-completion.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { overviewData } from './overview-data.ts';
import { unitWords, wayBack } from './place-words.ts';
import { type Place, withPlace } from './with-period.ts';

/** How far a unit is, step by step, and each unit directly below it. */
export const stepsView = defineView(
  'overview-steps',
  z.object({ periodId: z.number().int(), unitId: z.number().int(), page: z.number().int().nonnegative() }),
  screenFor('view-completion', (scene: Scene, args) => withPlace(scene, args, (place) => render(scene, place, args))),
);

const perPage = 8;

async function render(scene: Scene, place: Place, { page }: { readonly page: number }): Promise<Screen> {
  const { period, path } = place;
  const units = await countStepsBelow(scene.tx, period.id, path);
  const own = units.filter((unit) => unit.path === path);
  const below = units.filter((unit) => unit.path !== path);
  const shown = below.slice(page * perPage, (page + 1) * perPage);
  return {
    lines: [
      say('overview.steps-heading', { period: period.name, unit: unitWords(path) }),
      '',
      ...stepLines(sumSteps(units)),
      ...(below.length > 0 ? ['', say('overview.steps-below')] : []),
      ...(below.length > 0 && page === 0
        ? own.map((unit) => say('overview.steps-own', { ...counts(unit), unit: unitName(path) }))
        : []),
      ...shown.map((unit) => say('overview.steps-line', { ...counts(unit), unit: unitName(unit.path) })),
    ],
    buttons: [
      ...shown.map((unit) => [
        {
          label: say('overview.into', { unit: unitName(unit.path) }),
          data: overviewData.steps(period.id, unit.unitId, 0),
        },
      ]),
      ...pageRow({
        page,
        size: perPage,
        total: below.length,
        data: (to) => overviewData.steps(period.id, place.unitId, to),
      }),
      ...(await wayBack(scene.tx, place, overviewData.steps)),
    ],
  };
}

function stepLines(steps: UnitSteps): readonly Words[] {
  if (steps.people === 0) return [say('overview.steps-nobody')];
  const { people } = steps;
  const line = (key: Parameters<typeof say>[0], done: number) => say(key, { done, people });
  return [
    line('overview.step-joined', steps.joined),
    line('overview.step-self', steps.selfSubmitted),
    say('overview.step-peers', { heard: steps.peersHeard, waiting: steps.peersWaiting }),
    ...(steps.waitingForPeers > 0 ? [say('overview.step-waiting', { count: steps.waitingForPeers })] : []),
    line('overview.step-reviewed', steps.reviewed),
    line('overview.step-confirmed', steps.confirmed),
    line('overview.step-released', steps.released),
    line('overview.step-acknowledged', steps.acknowledged),
    say('overview.step-objections', { count: steps.objections, open: steps.objectionsOpen }),
  ];
}

function counts({ people, selfSubmitted, reviewed, released }: UnitSteps) {
  return { people, self: selfSubmitted, reviewed, released };
}
