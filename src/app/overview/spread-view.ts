import { z } from 'zod';
import { comparePattern, totalOf } from '../../domain/distribution.ts';
import { fewestShown, protectOnWay } from '../../domain/protect-few.ts';
import { unitName, wayTo } from '../../domain/unit-path.ts';
import { say, type Words } from '../../i18n/words.ts';
import { countPredicatesDownTo } from '../../storage/distribution.ts';
import { findOrganisationPredicate } from '../../storage/organisation-predicate.ts';
import { findUnitIds } from '../../storage/unit.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { overviewData } from './overview-data.ts';
import { unitWords, wayBack } from './place-words.ts';
import { barLines, patternLines, spreadInLine } from './spread-words.ts';
import { type Place, withPlace } from './with-period.ts';

/** How released predicates are spread in a unit and the units below it, with the national pattern as information. Groups too small are shown within their parent. */
export const spreadView = defineView(
  'overview-spread',
  z.object({ periodId: z.number().int(), unitId: z.number().int(), page: z.number().int().nonnegative() }),
  screenFor('view-distribution', (scene: Scene, args) => withPlace(scene, args, (place) => render(scene, place, args))),
);

const perPage = 6;

/** What may be shown of a place; null when it is not shown by itself. */
export async function findSpread({ tx }: Scene, { period, path }: Place) {
  return protectOnWay(wayTo(path), await countPredicatesDownTo(tx, period.id, path));
}

async function render(scene: Scene, place: Place, { page }: { readonly page: number }): Promise<Screen> {
  const { period, unitId, path } = place;
  const heading = say('overview.spread-heading', { period: period.name, unit: unitWords(path) });
  const back = await wayBack(scene.tx, place, overviewData.spread);
  const spread = await findSpread(scene, place);
  if (!spread)
    return {
      lines: [heading, '', say(path === '' ? 'overview.spread-none' : 'overview.spread-few', { fewest: fewestShown })],
      buttons: back,
    };
  const { counts, parts, rest } = spread;
  const { distribution } = scene.settings.rules;
  const chosen = await findOrganisationPredicate(scene.tx, period.id, path);
  const lines =
    chosen === null || chosen.choice === 'not-set' ? [] : comparePattern(distribution, chosen.choice, counts);
  const shown = parts.slice(page * perPage, (page + 1) * perPage);
  const ids = await findUnitIds(
    scene.tx,
    shown.map((part) => part.path),
  );
  const below: readonly Words[] = [
    ...shown.map((part) =>
      say('overview.spread-line', {
        unit: unitName(part.path),
        people: totalOf(part.counts),
        spread: spreadInLine(part.counts),
      }),
    ),
    ...(totalOf(rest) > 0 && page === 0
      ? [say('overview.spread-rest', { people: totalOf(rest), spread: spreadInLine(rest), fewest: fewestShown })]
      : []),
  ];
  return {
    lines: [
      heading,
      say('overview.spread-people', { people: totalOf(counts) }),
      '',
      ...barLines(counts),
      '',
      ...patternLines(chosen, path, lines, distribution.source),
      ...(parts.length > 0 ? ['', say('overview.spread-below'), ...below] : []),
    ],
    buttons: [
      ...shown.map((part) => [
        {
          label: say('overview.into', { unit: unitName(part.path) }),
          data: overviewData.spread(period.id, ids.get(part.path) ?? 0, 0),
        },
      ]),
      ...pageRow({
        page,
        size: perPage,
        total: parts.length,
        data: (to) => overviewData.spread(period.id, unitId, to),
      }),
      [
        { label: say('overview.chart'), data: overviewData.chart(period.id, unitId) },
        {
          label: say(chosen === null ? 'overview.organisation' : 'overview.organisation-again'),
          data: overviewData.ask(period.id, unitId),
        },
      ],
      ...back,
    ],
  };
}
