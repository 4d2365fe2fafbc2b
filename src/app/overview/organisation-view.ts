import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import {
  type OrganisationChoice,
  organisationChoices,
  saveOrganisationPredicate,
} from '../../storage/organisation-predicate.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { overviewData } from './overview-data.ts';
import { unitWords } from './place-words.ts';
import { spreadView } from './spread-view.ts';
import { choiceWords } from './spread-words.ts';
import { findPlace, type Place, withPlace } from './with-period.ts';

/** Which predicate the organisation (or a unit with its sub-units) itself has in a period; only for the pattern beside the distribution. */
export const organisationView = defineView(
  'overview-organisation',
  z.object({ periodId: z.number().int(), unitId: z.number().int() }),
  screenFor('set-organisation-predicate', (scene: Scene, args) =>
    withPlace(scene, args, async (place) => renderChoice(scene, place)),
  ),
);

/** Keeps the choice; pressed twice, it is kept once more the same. */
export const chooseOrganisation = defineAction(
  'overview.choose',
  z.tuple([numberArg, numberArg, z.enum(organisationChoices)]),
  pressFor('set-organisation-predicate', choose),
);

async function choose(
  scene: Scene,
  [periodId, unitId, choice]: readonly [number, number, OrganisationChoice],
): Promise<Outcome> {
  const place = await findPlace(scene, { periodId, unitId });
  if (!place) return { kind: 'stale' };
  await saveOrganisationPredicate(scene.tx, periodId, unitId, choice);
  await audit(scene, 'organisation-predicate-set', { detail: { periodId, unit: place.path, choice } });
  return show(
    spreadView.of({ periodId, unitId, page: 0 }),
    say('overview.organisation-kept', { unit: unitWords(place.path), choice: choiceWords(choice) }),
  );
}

function renderChoice(scene: Scene, { period, unitId, path }: Place): Screen {
  const { source } = scene.settings.rules.distribution;
  return {
    lines: [say('overview.organisation-ask', { period: period.name, unit: unitWords(path), source })],
    buttons: [
      ...organisationChoices.map((choice) => [
        { label: choiceWords(choice), data: overviewData.choose(period.id, unitId, choice) },
      ]),
      [{ label: say('overview.back-spread'), data: overviewData.spread(period.id, unitId, 0) }],
    ],
  };
}
