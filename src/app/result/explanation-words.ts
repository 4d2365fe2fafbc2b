import { predicateWords } from '../../dialogue/flows/review.ts';
import { type Exact, exact, show } from '../../domain/exact.ts';
import { type ExplanationLine, explain } from '../../domain/explanation.ts';
import type { Framework } from '../../domain/framework.ts';
import type { Rules } from '../../domain/rules.ts';
import type { GroupPart, Missing, Score } from '../../domain/score-json.ts';
import { say, type Words } from '../../i18n/words.ts';

/** "Bagaimana dihitung?" in words: every number in the order it was made, each with its rule. */
export function explanationWords(framework: Framework, rules: Rules, score: Score): readonly Words[] {
  const lines = explain(framework, rules, score);
  return [say('explain.heading'), '', ...lines.map((line, index) => lineWords(line, index, score.top))];
}

/** A number as shown: two decimals. */
export function scoreWords(value: Exact): Words {
  return { decimal: show(value) };
}

/** A share of 0 to 1 as a percentage without needless zeros: 30, 14,29. */
export function percentWords(share: Exact): Words {
  return { decimal: show(share.mul(100)).replace(/\.?0+$/, '') };
}

function lineWords(line: ExplanationLine, index: number, top: number): Words {
  switch (line.line) {
    case 'indicator':
      return say(line.score === null ? 'explain.indicator-without' : 'explain.indicator', {
        number: index + 1,
        indicator: line.name,
        share: percentWords(line.shareOfTotal),
        score: line.score === null ? '–' : scoreWords(line.score),
        groups: line.planPercent
          ? say('explain.plan', { percent: { decimal: show(line.planPercent) } })
          : { list: line.groups.map(groupWords), by: ' + ' },
      });
    case 'missing':
      return missingWords(line.name, line.missing);
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
      return say('explain.number', {
        value: scoreWords(line.number.value),
        plan: scoreWords(line.number.plan),
        planWeight: percentWords(line.number.weights.plan),
        behaviour: scoreWords(line.number.behaviour),
        behaviourWeight: percentWords(line.number.weights.behaviour),
        predicate: predicateWords(line.number.predicate),
        rule: line.rule,
      });
    case 'no-number':
      return say('explain.no-number', { rule: line.rule });
    default:
      return line satisfies never;
  }
}

function groupWords(part: GroupPart): Words {
  const group = say(`group.${part.kind}`);
  if (!part.present) return say('explain.group-absent', { group });
  if (part.weight === null || part.share.equals(exact(0)))
    return say('explain.group-beside', { group, mean: scoreWords(part.mean) });
  return say('explain.group', { group, mean: scoreWords(part.mean), share: percentWords(part.share) });
}

function missingWords(name: Words, missing: Missing): Words {
  if (missing.what === 'indicator') return say('explain.missing-indicator', { indicator: name });
  const group = say(`group.${missing.group}`);
  return missing.reason === 'no-answer'
    ? say('explain.missing-group', { indicator: name, group })
    : say('explain.missing-too-few', { indicator: name, group, minimum: missing.minimum });
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
