import { z } from 'zod';
import { predicateWords } from '../../dialogue/flows/review.ts';
import { type PredicateCounts, shareOf, totalOf } from '../../domain/distribution.ts';
import { predicates } from '../../domain/predicate.ts';
import { fewestShown } from '../../domain/protect-few.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { type Locale, say, type Words } from '../../i18n/words.ts';
import type { SpreadChart } from '../../report/spread-chart.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { overviewData } from './overview-data.ts';
import { unitWords } from './place-words.ts';
import { findSpread } from './spread-view.ts';
import { percentOf } from './spread-words.ts';
import { type Place, withPlace } from './with-period.ts';

/** The same distribution as a picture. */
export const spreadChartView = defineView(
  'overview-chart',
  z.object({ periodId: z.number().int(), unitId: z.number().int() }),
  screenFor('view-distribution', (scene: Scene, args) => withPlace(scene, args, (place) => render(scene, place))),
);

async function render(scene: Scene, place: Place): Promise<Screen> {
  const { period, unitId, path } = place;
  const buttons = [
    [{ label: say('overview.back-spread'), data: overviewData.spread(period.id, unitId, 0) }],
    [menuButton],
  ];
  const spread = await findSpread(scene, place);
  if (!spread)
    return {
      lines: [say(path === '' ? 'overview.spread-none' : 'overview.spread-few', { fewest: fewestShown })],
      buttons,
    };
  // Loaded by whoever asks for the first picture, as in `result-chart-view.ts`.
  const { spreadChart } = await import('../../report/spread-chart.ts');
  return {
    lines: [say('overview.chart-caption', { period: period.name, unit: unitWords(path) })],
    buttons,
    file: { as: 'photo', name: 'sebaran.png', bytes: spreadChart(chartOf(place, spread.counts, scene.actor.locale)) },
  };
}

function chartOf({ period, path }: Place, counts: PredicateCounts, locale: Locale): SpreadChart {
  const plain = (words: Words) => translatePlain(locale, words);
  const total = totalOf(counts);
  return {
    title: plain(say('overview.chart-title', { period: period.name })),
    about: plain(say('overview.chart-about', { unit: unitWords(path), people: total })),
    bars: predicates.map((predicate) => {
      const share = shareOf(counts[predicate], total);
      return {
        name: plain(predicateWords(predicate)),
        share: share.valueOf(),
        label: plain(say('overview.chart-bar', { count: counts[predicate], share: percentOf(share) })),
      };
    }),
  };
}
