import { type Exact, show, zero } from '../../domain/exact.ts';
import type { Framework } from '../../domain/framework.ts';
import { achievementOf, itemShares, type NewItem, type PlanItem } from '../../domain/work-plan.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { percentWords, scoreWords } from '../result/explanation-words.ts';
import { type PlanScore, planIndicators, planLevel } from './plan-score.ts';

/** Every item with its share, its target and what was reached. */
export function itemsWords(items: readonly PlanItem[], cap: Exact): readonly Words[] {
  return items.flatMap((_, index) => itemWords(items, index, cap));
}

/** One of the items, by its place from 0, with its share among them all. */
export function itemWords(items: readonly PlanItem[], index: number, cap: Exact): readonly Words[] {
  const item = items[index];
  if (!item) return [];
  return [
    say('plan.item', { number: index + 1, title: item.title }),
    say('plan.item-how', {
      kind: say(`plan.kind-short.${item.kind}`),
      aspect: say(`plan.aspect.${item.aspect}`),
      target: targetWords(item),
      weight: item.weight,
      all: items.reduce((sum, { weight }) => sum + weight, 0),
      share: percentWords(itemShares(items)[index] ?? zero),
    }),
    item.realised === null
      ? say('plan.item-unreported')
      : say('plan.item-reached', { reached: realisedWords(item), percent: achievementWords(item, cap) }),
  ];
}

/** One item before it is saved: its share is not known yet. */
export function newItemWords(item: NewItem): readonly Words[] {
  return [
    say('plan.new-title', { title: item.title }),
    say('plan.new-how', {
      kind: say(`plan.kind-short.${item.kind}`),
      aspect: say(`plan.aspect.${item.aspect}`),
      target: targetWords(item),
      weight: item.weight,
    }),
  ];
}

/** Items in one line each, beside a question; titles are cut and many items counted only, so that question and plan fit one message. */
export function shortItemsWords(items: readonly PlanItem[], cap: Exact, most = shortly): readonly Words[] {
  const shares = itemShares(items);
  const more = items.length - most;
  return [
    ...items.slice(0, most).map((item, index) =>
      say('plan.item-short', {
        number: index + 1,
        title: cut(item.title, 60),
        reached: realisedWords(item),
        target: targetWords(item),
        percent: achievementWords(item, cap),
        share: percentWords(shares[index] ?? zero),
      }),
    ),
    ...(more > 0 ? [say('plan.items-more', { count: more })] : []),
  ];
}

const shortly = 8;

/** `12,5 dokumen`, and whether more or less is better. */
export function targetWords({ target, unit, direction }: NewItem): Words {
  if (direction === 'yes-no' || target === null) return say('plan.target-yes-no');
  return say(`plan.target-${direction}`, { target: { decimal: target }, unit });
}

/** What was reached so far, or that nothing was reported. */
export function realisedWords({ realised, unit }: Pick<PlanItem, 'realised' | 'unit'>): Words {
  if (realised === null) return say('plan.unreported');
  return realised === 'yes' || realised === 'no'
    ? say(`plan.${realised}`)
    : say('plan.amount', { amount: { decimal: realised }, unit });
}

function achievementWords(item: PlanItem, cap: Exact): Words {
  const percent = achievementOf(item, cap);
  return percent === null ? '–' : { decimal: show(percent) };
}

/** What the plan gives for the score today, and why not where it gives nothing. */
export function standingWords({ period }: AppraisalRow, { standing }: PlanScore): readonly Words[] {
  const { framework } = period;
  const indicators = planIndicators(framework);
  switch (standing.state) {
    case 'not-agreed':
      return indicators.length === 0 ? [] : [say('plan.standing-not-agreed', { indicators: names(framework) })];
    case 'unreported': {
      const { reported, all } = standing;
      return [say('plan.standing-unreported', { reported, all, date: { date: period.endsOn } })];
    }
    case 'scored':
      return [
        say('plan.standing-scored', { percent: { decimal: show(standing.percent) } }),
        ...levelWords(framework, standing.percent),
      ];
    default:
      return standing satisfies never;
  }
}

/** How the achievement became the level of the framework's plan indicators. */
export function levelWords(framework: Framework, percent: Exact): readonly Words[] {
  const level = planLevel(framework, percent);
  if (level === null) return [];
  return planIndicators(framework).map(({ name }) =>
    say('plan.level', { indicator: name, percent: { decimal: show(percent) }, level: scoreWords(level) }),
  );
}

function names(framework: Framework): Words {
  return { list: planIndicators(framework).map(({ name }) => name), by: ', ' };
}

function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
}

/** The lines with an empty one after them; nothing where there are none. */
export function apart(lines: readonly Words[]): readonly Words[] {
  return lines.length > 0 ? [...lines, ''] : [];
}
