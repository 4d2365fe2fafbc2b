import { exact, sum } from '../../domain/exact.ts';
import type { Framework, Indicator } from '../../domain/framework.ts';
import { shareOf } from '../../domain/weight-share.ts';
import { say, type Words } from '../../i18n/words.ts';
import { percentWords } from '../result/explanation-words.ts';
import { indicatorShare } from './framework-card.ts';

/** The standard expected in one indicator: every level in words, when evidence is wanted, and whose view counts how much. */
export function indicatorCard(framework: Framework, indicator: Indicator): readonly Words[] {
  return [
    say('framework.indicator', {
      number: framework.indicators.indexOf(indicator) + 1,
      count: framework.indicators.length,
      name: indicator.name,
    }),
    say('framework.indicator-share', { share: percentWords(indicatorShare(framework, indicator)) }),
    '',
    indicator.description,
    ...(indicator.aspects ? [say('rating.aspects', { aspects: { list: indicator.aspects, by: ', ' } })] : []),
    ...(indicator.points ?? []).map((point) => say('rating.point', { point })),
    '',
    ...indicator.levels
      .toSorted((a, b) => b.level - a.level)
      .map(({ level, text }) => say('rating.level-text', { level, text })),
    '',
    say(indicator.measure === 'plan' ? 'framework.measure-plan' : 'framework.measure-rating'),
    ...(indicator.evidence
      ? [
          say('framework.evidence', {
            levels: { list: indicator.evidence.levels, by: ', ' },
            groups: { list: indicator.evidence.by.map((kind) => say(`group.${kind}`)), by: ', ' },
          }),
        ]
      : [say('framework.evidence-free')]),
    say('framework.indicator-raters', {
      groups: { list: raterWords(framework, indicator), by: ', ' },
    }),
  ];
}

/** Whose view counts how much here, when all of them answer; the others stand beside it. */
function raterWords({ groups }: Framework, { raters }: Indicator): readonly Words[] {
  const asked = groups.filter(({ kind }) => raters.includes(kind));
  const whole = sum(asked.map(({ weight }) => exact(weight ?? 0)));
  return asked.map(({ kind, weight }) =>
    weight === undefined
      ? say('framework.rater-beside', { group: say(`group.${kind}`) })
      : say('framework.rater', { group: say(`group.${kind}`), share: percentWords(shareOf(exact(weight), whole)) }),
  );
}
