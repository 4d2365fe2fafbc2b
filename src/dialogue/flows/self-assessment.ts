import type { Framework, Indicator } from '../../domain/framework.ts';
import { say } from '../../i18n/words.ts';
import { evidenceStep } from '../evidence-step.ts';
import { ratingStep } from '../rating-step.ts';
import type { Flow } from '../step.ts';
import { summaryStep } from '../summary-step.ts';

/** Penilaian diri: each indicator the employee is asked about, its evidence where wanted, then a summary to change or submit. */
export function selfAssessmentFlow(framework: Framework): Flow {
  const indicators = indicatorsFor(framework, 'self');
  return {
    id: 'self-assessment',
    version: 1,
    pausable: true,
    steps: [
      ...indicators.flatMap((indicator) => [
        ratingStep(framework, indicator, 'self'),
        evidenceStep(framework, indicator, 'self'),
      ]),
      summaryStep({
        framework,
        indicators,
        group: 'self',
        heading: say('self.summary'),
        goOn: say('self.submit'),
        ends: true,
      }),
    ],
  };
}

/** The indicators this group is asked about, in the framework's order. */
export function indicatorsFor(framework: Framework, group: Indicator['raters'][number]): readonly Indicator[] {
  return framework.indicators.filter((indicator) => indicator.raters.includes(group));
}
