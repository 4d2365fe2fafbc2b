import { type Exact, exact, sum, zero } from './exact.ts';
import type { Framework, Indicator } from './framework.ts';

/**
 * The weight of each indicator in the total. Usually its own; where a rule weighs the sections (60/40 once peers were heard), the
 * section's weight shared in the relation of the indicators' own.
 */
export function indicatorWeights(framework: Framework, isHeard: boolean): ReadonlyMap<string, Exact> {
  const rule = isHeard ? framework.rules.sectionWeights : undefined;
  return new Map(
    framework.indicators.map((indicator): [string, Exact] => {
      const section = rule?.weights.find((weight) => weight.section === indicator.section);
      return [
        indicator.id,
        section === undefined
          ? exact(indicator.weight)
          : exact(section.weight).mul(indicator.weight).div(sectionSum(framework, indicator)),
      ];
    }),
  );
}

/** `part / whole`, exactly; 0 of nothing. Seven equal weights are seven sevenths. */
export function shareOf(part: Exact, whole: Exact): Exact {
  return whole.equals(zero) ? zero : part.div(whole);
}

function sectionSum({ indicators }: Framework, { section }: Indicator): Exact {
  return sum(indicators.filter((one) => one.section === section).map(({ weight }) => exact(weight)));
}
