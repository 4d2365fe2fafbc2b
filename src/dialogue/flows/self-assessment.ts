import type { Framework, Indicator } from '../../domain/framework.ts';
import { say } from '../../i18n/words.ts';
import { evidenceStep } from '../evidence-step.ts';
import { type Aside, ratingStep } from '../rating-step.ts';
import type { Flow } from '../step.ts';
import { summaryStep } from '../summary-step.ts';

/** What the work plan brings to an assessment. */
export interface PlanBasis {
  /** Indicators whose level comes from the plan's achievement and is not asked. */
  readonly byPlan: ReadonlySet<string>;
  /** What stands beside a question: the plan's targets with what was reached; null where the plan has nothing to say. */
  aside(indicatorId: string): Aside | null;
  /** How the plan's achievement became a level, under the summary; null where nothing is scored by it. */
  readonly derivation: Aside | null;
}

export const noPlan: PlanBasis = { byPlan: new Set(), aside: () => null, derivation: null };

/** Penilaian diri: each indicator the employee is asked about, its evidence where wanted, then a summary to change or submit. */
export function selfAssessmentFlow(framework: Framework, plan: PlanBasis = noPlan): Flow {
  const indicators = indicatorsFor(framework, 'self', plan.byPlan);
  return {
    id: 'self-assessment',
    version: 1,
    pausable: true,
    steps: [
      ...indicators.flatMap((indicator) => [
        ratingStep(framework, indicator, 'self', plan.aside(indicator.id) ?? undefined),
        evidenceStep(framework, indicator, 'self'),
      ]),
      summaryStep({
        framework,
        indicators,
        group: 'self',
        below: plan.derivation,
        heading: say('self.summary'),
        goOn: say('self.submit'),
        ends: true,
      }),
    ],
  };
}

/** The indicators this group is asked about, in the framework's order; those the work plan gives the level of are not asked. */
export function indicatorsFor(
  framework: Framework,
  group: Indicator['raters'][number],
  byPlan: ReadonlySet<string> = noPlan.byPlan,
): readonly Indicator[] {
  return framework.indicators.filter(({ id, raters }) => raters.includes(group) && !byPlan.has(id));
}
