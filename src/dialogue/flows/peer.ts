import { peerIndicators } from '../../domain/asks-peers.ts';
import type { Framework } from '../../domain/framework.ts';
import { say, type Words } from '../../i18n/words.ts';
import { evidenceStep } from '../evidence-step.ts';
import { ratingStep } from '../rating-step.ts';
import type { Answers, Flow } from '../step.ts';
import { summaryStep } from '../summary-step.ts';
import { textStep } from '../text-step.ts';

const commendationStepId = 'commendation';

/** Penilaian rekan: each indicator peers are asked about with its example where wanted, a commendation where the framework has that rule, then the summary. */
export function peerFlow(framework: Framework, employee: string): Flow {
  const indicators = peerIndicators(framework);
  return {
    id: 'peer',
    version: 1,
    pausable: true,
    steps: [
      ...indicators.flatMap((indicator) => [
        ratingStep(framework, indicator, 'peer'),
        evidenceStep(framework, indicator, 'peer'),
      ]),
      ...(takesCommendation(framework)
        ? [
            textStep({
              id: commendationStepId,
              counted: false,
              optional: true,
              lines: () => commendationLines(framework, employee),
              least: 10,
              most: 700,
            }),
          ]
        : []),
      summaryStep({
        framework,
        indicators,
        group: 'peer',
        heading: say('peer.summary', { employee }),
        goOn: say('peer.submit'),
        ends: true,
      }),
    ],
  };
}

/** The example behind a commendation as the peer wrote it (Telegram HTML); null without. */
export function commendationOf(answers: Answers): string | null {
  const text = answers[commendationStepId];
  return typeof text === 'string' ? text : null;
}

function takesCommendation({ rules }: Framework): boolean {
  return rules.commendation?.group === 'peer';
}

function commendationLines({ rules, indicators }: Framework, employee: string): readonly Words[] {
  const indicator = indicators.find(({ id }) => id === rules.commendation?.indicator);
  return [say('peer.commendation', { employee, indicator: indicator?.name ?? '' })];
}
