import type { Exact } from '../../domain/exact.ts';
import { exact, sum } from '../../domain/exact.ts';
import type { Framework, Indicator } from '../../domain/framework.ts';
import { isUnnamed } from '../../domain/group.ts';
import { shareOf } from '../../domain/weight-share.ts';
import { say, type Words } from '../../i18n/words.ts';
import { percentWords } from '../result/explanation-words.ts';
import { ruleWords } from './rule-words.ts';

/** A whole framework on one screen: what it is for, what is rated and how much it counts, who rates, and every rule in words. */
export function frameworkCard(framework: Framework): readonly Words[] {
  return [
    say('framework.title', { title: framework.title }),
    framework.about,
    ...framework.sections.flatMap((section) => sectionWords(framework, section)),
    '',
    say('framework.raters'),
    ...framework.groups.map(groupWords),
    '',
    say('framework.scale', {
      levels: { list: framework.scale.map(({ level, label }) => say('rating.level', { level, label })), by: ' · ' },
    }),
    '',
    say('framework.rules'),
    ...ruleWords(framework).map((rule) => say('framework.bullet', { text: rule })),
    '',
    say('framework.source', { source: framework.source }),
  ];
}

/** What an indicator counts in the whole, exactly weight / sum of the weights. */
export function indicatorShare(framework: Framework, indicator: Indicator): Exact {
  return shareOf(exact(indicator.weight), sum(framework.indicators.map(({ weight }) => exact(weight))));
}

function sectionWords(framework: Framework, { id, title }: Framework['sections'][number]): readonly Words[] {
  const inside = framework.indicators.filter(({ section }) => section === id);
  const share = sum(inside.map((indicator) => indicatorShare(framework, indicator)));
  return [
    '',
    say('framework.section', { title, share: percentWords(share) }),
    ...inside.map((indicator) =>
      say('framework.indicator-line', {
        number: framework.indicators.indexOf(indicator) + 1,
        name: indicator.name,
        share: percentWords(indicatorShare(framework, indicator)),
      }),
    ),
  ];
}

function groupWords({ kind, weight, minimum }: Framework['groups'][number]): Words {
  const group = say(`group.${kind}`);
  if (weight === undefined) return say('framework.group-beside', { group });
  return isUnnamed(kind)
    ? say('framework.group-unnamed', { group, weight, minimum })
    : say('framework.group', { group, weight });
}
