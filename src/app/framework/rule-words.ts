import { predicateWords } from '../../dialogue/flows/review.ts';
import type { Framework } from '../../domain/framework.ts';
import { say, type Words } from '../../i18n/words.ts';

/** Every rule of a framework as a sentence, in the order in which a score is made. */
export function ruleWords(framework: Framework): readonly Words[] {
  const { rules, achievement, expectation, windows } = framework;
  return [
    say('framework.rule-shares'),
    ...(rules.sectionWeights
      ? [
          say('framework.rule-section-weights', {
            group: say(`group.${rules.sectionWeights.heard}`),
            weights: {
              list: rules.sectionWeights.weights.map(({ section, weight }) =>
                say('framework.named-weight', { name: sectionTitle(framework, section), weight }),
              ),
              by: ', ',
            },
          }),
        ]
      : []),
    ...(achievement
      ? [
          say('framework.rule-achievement', {
            points: {
              list: achievement.map(({ percent, level }) => say('framework.achievement-point', { percent, level })),
              by: ', ',
            },
          }),
        ]
      : []),
    say('framework.rule-expectation', {
      below: { decimal: expectation.below },
      above: { decimal: expectation.above },
    }),
    say('framework.rule-predicate'),
    ...(rules.procedureGate
      ? [
          say('framework.rule-gate', {
            group: say(`group.${rules.procedureGate.group}`),
            indicator: indicatorName(framework, rules.procedureGate.indicator),
            level: rules.procedureGate.atMost,
            predicate: predicateWords(rules.procedureGate.predicate),
          }),
        ]
      : []),
    ...(rules.commendation
      ? [
          say('framework.rule-commendation', {
            group: say(`group.${rules.commendation.group}`),
            indicator: indicatorName(framework, rules.commendation.indicator),
            points: rules.commendation.points,
            most: rules.commendation.most,
          }),
        ]
      : []),
    ...(rules.number
      ? [
          say('framework.rule-number', {
            indicator: indicatorName(framework, rules.number.planIndicator),
            predicate: predicateWords(rules.number.innovationFor),
          }),
        ]
      : []),
    say('framework.rule-windows', {
      opens: windows.selfOpensBeforeEnd,
      closes: windows.selfClosesAfterEnd,
      review: windows.reviewClosesAfterEnd,
    }),
  ];
}

/** The name people know an indicator by. Throws for one the framework does not have; its schema has checked that. */
function indicatorName(framework: Framework, id: string): Words {
  const indicator = framework.indicators.find((each) => each.id === id);
  if (!indicator) throw new Error(`The framework ${framework.key} has no indicator ${id}.`);
  return indicator.name;
}

function sectionTitle(framework: Framework, id: string): Words {
  const section = framework.sections.find((each) => each.id === id);
  if (!section) throw new Error(`The framework ${framework.key} has no section ${id}.`);
  return section.title;
}
