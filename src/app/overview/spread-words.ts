import { predicateWords } from '../../dialogue/flows/review.ts';
import { type PatternLine, type PredicateCounts, shareOf, totalOf } from '../../domain/distribution.ts';
import { type Exact, exact, show } from '../../domain/exact.ts';
import { predicates } from '../../domain/predicate.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { ChosenPredicate, OrganisationChoice } from '../../storage/organisation-predicate.ts';
import { unitWords } from './place-words.ts';

/** A share of 0 to 1 in percent, rounded half up to two places: 33,33. */
export function percentOf(share: Exact): Words {
  return { decimal: show(share.mul(exact(100))) };
}

/** The five predicates as bars of ten squares, with counts and shares; best first, as the law lists them. */
export function barLines(counts: PredicateCounts): readonly Words[] {
  const total = totalOf(counts);
  return predicates.map((predicate) => {
    const share = shareOf(counts[predicate], total);
    const squares = Number(show(share.mul(exact(10)), 0));
    return say('overview.bar', {
      predicate: predicateWords(predicate),
      bar: '▰'.repeat(squares) + '▱'.repeat(10 - squares),
      count: counts[predicate],
      share: percentOf(share),
    });
  });
}

/** The same in one line, without those nobody has. */
export function spreadInLine(counts: PredicateCounts): Words {
  const total = totalOf(counts);
  return {
    list: predicates
      .filter((predicate) => counts[predicate] > 0)
      .map((predicate) =>
        say('overview.part', {
          predicate: predicateWords(predicate),
          count: counts[predicate],
          share: percentOf(shareOf(counts[predicate], total)),
        }),
      ),
    by: ' · ',
  };
}

/** What HR said of the organisation, and the pattern beside it, as information. */
export function patternLines(
  chosen: ChosenPredicate | null,
  path: string,
  lines: readonly PatternLine[],
  source: string,
): readonly Words[] {
  if (chosen === null) return [say('overview.pattern-ask')];
  if (chosen.choice === 'not-set') return [say('overview.pattern-not-set')];
  const organisation = choiceWords(chosen.choice);
  return [
    chosen.madeFor === path
      ? say('overview.pattern', { source, organisation })
      : say('overview.pattern-of', { source, organisation, unit: unitWords(chosen.madeFor) }),
    ...lines.map(lineWords),
    say('overview.pattern-note'),
  ];
}

export function choiceWords(choice: OrganisationChoice): Words {
  return say(`overview.organisation-${choice}`);
}

function lineWords({ predicates: among, limit, share, people, fits }: PatternLine): Words {
  const names: Words = { list: among.map(predicateWords), by: ' / ' };
  const words = (): Words => {
    switch (limit.kind) {
      case 'at-most':
        return say('overview.pattern-at-most', { names, limit: percentOf(limit.share), share: percentOf(share) });
      case 'at-least':
        return say('overview.pattern-at-least', { names, limit: percentOf(limit.share), share: percentOf(share) });
      case 'at-least-people':
        return say('overview.pattern-people', { names, limit: limit.people, people });
      default:
        return limit satisfies never;
    }
  };
  return say(fits ? 'overview.pattern-fits' : 'overview.pattern-differs', { line: words() });
}
