import { predicateWords } from '../../dialogue/flows/review.ts';
import { type Exact, exact, show } from '../../domain/exact.ts';
import { type ExplanationLine, explain } from '../../domain/explanation.ts';
import type { Framework } from '../../domain/framework.ts';
import { isUnnamed } from '../../domain/group.ts';
import type { Rules } from '../../domain/rules.ts';
import type { GroupPart, Missing, Score } from '../../domain/score-json.ts';
import { say, type Words } from '../../i18n/words.ts';
import { groupBy } from '../core/group-by.ts';

/** "Bagaimana dihitung?" in words: every number in the order it was made, each with its rule. */
export function explanationWords(framework: Framework, rules: Rules, score: Score): readonly Words[] {
  const lines = explain(framework, rules, score);
  const [missingFirst] = lines.filter(({ line }) => line === 'missing');
  return [
    say('explain.heading'),
    '',
    ...lines.flatMap((line, index) => {
      if (line === missingFirst) return missingWords(framework, score.missing);
      return line.line === 'missing' ? [] : [lineWords(line, index, score.top)];
    }),
  ];
}

/** A number as shown: two decimals. */
export function scoreWords(value: Exact): Words {
  return { decimal: show(value) };
}

/** A share of 0 to 1 as a percentage without needless zeros: 30, 14,29. */
export function percentWords(share: Exact): Words {
  return { decimal: show(share.mul(100)).replace(/\.?0+$/, '') };
}

function lineWords(line: Exclude<ExplanationLine, { line: 'missing' }>, index: number, top: number): Words {
  switch (line.line) {
    case 'indicator':
      return say(line.score === null ? 'explain.indicator-without' : 'explain.indicator', {
        number: index + 1,
        indicator: line.name,
        share: percentWords(line.shareOfTotal),
        score: line.score === null ? '–' : scoreWords(line.score),
        groups: line.planPercent
          ? say('explain.plan', { percent: { decimal: show(line.planPercent) } })
          : { list: line.groups.flatMap(groupWords), by: ' + ' },
      });
    case 'weighting': {
      const named = (shares: typeof line.shares) => ({
        list: shares.map(({ title, share }) =>
          say('explain.section-share', { section: title, share: percentWords(share) }),
        ),
        by: ', ',
      });
      return say(line.heard ? 'explain.weighting-heard' : 'explain.weighting-unheard', {
        group: say(`group.${line.group}`),
        shares: named(line.shares),
        otherwise: named(line.otherwise),
      });
    }
    case 'present':
      return say('explain.present', { share: percentWords(line.share) });
    case 'section':
      return line.score === null
        ? say('explain.section-without', { section: line.title })
        : say('explain.section', {
            section: line.title,
            score: scoreWords(line.score),
            share: percentWords(line.shareOfTotal),
          });
    case 'expectation':
      return say('explain.expectation', {
        section: line.title,
        expectation: say(`expectation.${line.expectation}`),
        below: { decimal: line.edges.below },
        above: { decimal: line.edges.above },
      });
    case 'matrix':
      return say('explain.matrix', {
        results: say(`expectation.${line.results}`),
        behaviour: say(`expectation.${line.behaviour}`),
        predicate: predicateWords(line.predicate),
        rule: line.rule,
      });
    case 'no-predicate':
      return say('explain.no-predicate', { sections: { list: line.sections, by: ', ' }, rule: line.rule });
    case 'gate':
      return gateWords(line);
    case 'commendation':
      return say('explain.commendation', {
        indicator: line.name,
        count: line.count,
        points: line.points,
        most: line.most,
      });
    case 'total':
      return say('explain.total', { total: scoreWords(line.total), top, hundred: scoreWords(line.hundred) });
    case 'number':
      return [
        say('explain.number', {
          value: scoreWords(line.number.value),
          plan: scoreWords(line.number.plan),
          planWeight: percentWords(line.number.weights.plan),
          behaviour: scoreWords(line.number.behaviour),
          behaviourWeight: percentWords(line.number.weights.behaviour),
          predicate: predicateWords(line.number.predicate),
          rule: line.rule,
        }),
        ...innovationWords(line.number, line.rule),
      ];
    case 'no-number':
      return say('explain.no-number', { rule: line.rule });
    default:
      return line satisfies never;
  }
}

/** What a recorded innovation did for the number, or what stands without one. */
function innovationWords({ innovationTitle, heldBack }: NonNullable<Score['number']>, rule: string): readonly Words[] {
  if (innovationTitle !== null) return [say('explain.innovation', { title: { html: innovationTitle }, rule })];
  return heldBack === null ? [] : [say('explain.held-back', { predicate: predicateWords(heldBack), rule })];
}

/** A group that is not there has no place in the sum; it is told below. */
function groupWords(part: GroupPart): readonly Words[] {
  if (!part.present) return [];
  const group = say(`group.${part.kind}`);
  const mean = scoreWords(part.mean);
  const counts = part.weight !== null && !part.share.equals(exact(0));
  const share = percentWords(part.share);
  // How many citizens rated is public; how many peers did is not.
  if (part.kind === 'citizen')
    return [
      say(counts ? 'explain.group-ratings' : 'explain.group-ratings-beside', {
        group,
        mean,
        count: part.answers,
        share,
      }),
    ];
  return [counts ? say('explain.group', { group, mean, share }) : say('explain.group-beside', { group, mean })];
}

/** The same group missing from several indicators is told once. */
function missingWords(framework: Framework, missing: readonly Missing[]): readonly Words[] {
  const alike = groupBy(missing, (part) => (part.what === 'indicator' ? 'indicator' : `${part.group} ${part.reason}`));
  return [...alike.values()].flatMap((parts) => {
    const [part] = parts;
    if (!part) return [];
    const names = parts.map(
      ({ indicator }) => framework.indicators.find(({ id }) => id === indicator)?.name ?? indicator,
    );
    const everywhere = names.length === framework.indicators.length && names.length > 1;
    const indicators = everywhere ? say('explain.all-indicators') : { list: names, by: ', ' };
    if (part.what === 'indicator') return [say('explain.missing-indicator', { indicators })];
    const group = say(`group.${part.group}`);
    // The same words for none and for too few: how many answered is nobody's to know.
    if (isUnnamed(part.group)) return [say('explain.missing-unnamed', { indicators, group, minimum: part.minimum })];
    return part.reason === 'no-answer'
      ? [say('explain.missing-group', { indicators, group })]
      : [say('explain.missing-too-few', { indicators, group, minimum: part.minimum })];
  });
}

function gateWords({ name, gate }: Extract<ExplanationLine, { line: 'gate' }>): Words {
  switch (gate.state) {
    case 'not-rated':
      return say('explain.gate-not-rated', { indicator: name });
    case 'passed':
      return say('explain.gate-passed', { indicator: name, level: scoreWords(gate.level) });
    case 'unproven':
      return say('explain.gate-unproven', { indicator: name, level: scoreWords(gate.level) });
    case 'closed':
      return say('explain.gate-closed', {
        indicator: name,
        level: scoreWords(gate.level),
        predicate: predicateWords(gate.limit),
      });
    default:
      return gate satisfies never;
  }
}
