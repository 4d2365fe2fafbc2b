import { z } from 'zod';
import { othersMean } from '../../domain/comparison.ts';
import type { Exact } from '../../domain/exact.ts';
import type { Framework } from '../../domain/framework.ts';
import type { Score } from '../../domain/score-json.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { type Locale, say, type Words } from '../../i18n/words.ts';
import type { ChartValue, ResultChart } from '../../report/result-chart.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { scoreWords } from './explanation-words.ts';
import { openResultData } from './result-data.ts';
import { withOwnResult } from './result-view.ts';

/** A released result as a picture: the employee's own view and the others' beside each other. Nobody else is named or compared in it. */
export const resultChartView = defineView(
  'result-chart',
  z.object({ appraisalId: z.number().int() }),
  (scene, { appraisalId }) =>
    withOwnResult(scene, appraisalId, async ({ id, period, score }) => {
      const buttons = [[{ label: say('result.back'), data: openResultData(id) }], [menuButton]];
      if (score === null) return { lines: [say('result.none')], buttons, protect: true };
      // The library is large and few look at a picture: it is loaded by whoever asks for the first.
      const { resultChart } = await import('../../report/result-chart.ts');
      return {
        lines: [say('result.chart-caption', { top: score.top })],
        buttons,
        file: {
          as: 'photo',
          name: 'hasil.png',
          bytes: resultChart(chartOf(period.framework, score, period.name, scene.actor.locale)),
        },
        protect: true,
      };
    }),
);

/** What the picture of this score shows, in one language: the framework's own order, and only groups that may be shown. */
export function chartOf(framework: Framework, score: Score, period: string, locale: Locale): ResultChart {
  const plain = (words: Words) => translatePlain(locale, words);
  const shown = (value: Exact | null): ChartValue | null =>
    value === null ? null : { value: value.valueOf(), label: plain(scoreWords(value)) };
  return {
    title: plain(say('result.chart-title', { period })),
    top: score.top,
    words: {
      self: plain(say('result.chart-self')),
      others: plain(say('result.chart-others')),
      score: plain(say('result.chart-score')),
    },
    indicators: framework.indicators.map(({ id, name }) => {
      const scored = score.indicators.find((each) => each.id === id);
      const self = scored?.groups.find(({ kind }) => kind === 'self');
      return {
        name: plain(name),
        self: shown(self?.present ? self.mean : null),
        others: shown(othersMean(scored?.groups ?? [])),
        score: shown(scored?.score ?? null),
      };
    }),
  };
}
