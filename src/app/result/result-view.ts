import { z } from 'zod';
import { predicateWords } from '../../dialogue/flows/review.ts';
import { hasCitizens } from '../../domain/citizen-figure.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal } from '../../storage/appraisal.ts';
import { listAssessments } from '../../storage/assessment.ts';
import { type AssessedFor, findAssessedFor } from '../../storage/delegation.ts';
import { ownServiceButtons } from '../citizen/own-service-view.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { developmentData } from '../development/development-data.ts';
import { type ObjectionPart, objectionPart } from '../objection/objection-part.ts';
import { creditExplanation, creditLine } from './credit-words.ts';
import { explanationWords, scoreWords } from './explanation-words.ts';
import { feedbackWords } from './feedback-words.ts';
import { peerWords } from './peer-words.ts';
import { acknowledgeData, openChartData, openExplanationData, openResultData } from './result-data.ts';

/** A released result: score, predicate, the supervisor's words and the feedback. Only for the employee. */
export const resultView = defineView('result', z.object({ appraisalId: z.number().int() }), (scene, { appraisalId }) =>
  withOwnResult(scene, appraisalId, async (appraisal) =>
    renderResult(
      appraisal,
      creditLine(scene.settings.rules, appraisal),
      peerWords(appraisal, await listAssessments(scene.tx, appraisal.id)),
      await objectionPart(scene, appraisal),
      await findAssessedFor(scene.tx, appraisal.id),
      hasCitizens(appraisal.period.framework) ? await ownServiceButtons(scene) : [],
    ),
  ),
);

/** "Bagaimana dihitung?": every number of a released result in order, with its rule. */
export const explanationView = defineView(
  'explanation',
  z.object({ appraisalId: z.number().int() }),
  (scene, { appraisalId }) =>
    withOwnResult(scene, appraisalId, (appraisal) => ({
      lines:
        appraisal.score === null
          ? [say('result.none')]
          : [
              ...explanationWords(appraisal.period.framework, scene.settings.rules, appraisal.score),
              ...creditExplanation(scene.settings.rules, appraisal),
            ],
      buttons: [[{ label: say('result.back'), data: openResultData(appraisal.id) }], [menuButton]],
      protect: true,
    })),
);

/** Before HR released it a result is nobody's but the supervisor's; somebody else's result is never shown. */
export async function withOwnResult(
  scene: Scene,
  appraisalId: number,
  render: (appraisal: AppraisalRow) => Screen | Promise<Screen>,
): Promise<Screen> {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  if (!appraisal) return { lines: [refuse('not-your-appraisal')], buttons: [[menuButton]] };
  const forbidden = refusalFor(scene.actor, 'view-own-result', appraisal);
  if (forbidden) return { lines: [forbidden], buttons: [[menuButton]] };
  return render(appraisal);
}

function renderResult(
  appraisal: AppraisalRow,
  credit: readonly Words[],
  peers: readonly Words[],
  objection: ObjectionPart,
  assessedFor: AssessedFor | null,
  citizens: Screen['buttons'],
): Screen {
  const { period, predicate, score, feedback, acknowledgedAt } = appraisal;
  return {
    lines: [
      say('result.heading', { period: period.name }),
      say('result.who', {
        employee: appraisal.employee.name,
        supervisor: assessedFor ? say('result.on-behalf', { ...assessedFor }) : (appraisal.supervisor?.name ?? '–'),
      }),
      '',
      ...(predicate ? [say('result.predicate', { predicate: predicateWords(predicate) })] : []),
      ...(score?.hundred ? [say('result.score', { score: scoreWords(score.hundred) })] : []),
      ...credit,
      ...(score?.sections ?? []).flatMap((section) =>
        section.score === null || section.expectation === null
          ? []
          : [
              say('result.section', {
                section: period.framework.sections.find(({ id }) => id === section.id)?.title ?? section.id,
                score: scoreWords(section.score),
                expectation: say(`expectation.${section.expectation}`),
              }),
            ],
      ),
      ...(appraisal.predicateReason && !objection.changed
        ? ['', say('result.reason', { reason: { html: appraisal.predicateReason } })]
        : []),
      ...(feedback ? ['', say('result.feedback', { feedback: { html: feedback } })] : []),
      ...(appraisal.wordsErasedAt === null ? [] : ['', say('retention.erased')]),
      ...peers,
      ...(score ? feedbackWords(period.framework, score) : []),
      '',
      acknowledgedAt === null ? say('result.please-acknowledge') : say('result.acknowledged'),
      ...objection.lines,
    ],
    buttons: [
      ...(score === null ? [] : [[{ label: say('result.chart'), data: openChartData(appraisal.id) }]]),
      [{ label: say('result.explain'), data: openExplanationData(appraisal.id) }],
      [{ label: say('develop.result-button'), data: developmentData.suggestions(appraisal.id) }],
      ...(acknowledgedAt === null ? [[{ label: say('result.acknowledge'), data: acknowledgeData(appraisal.id) }]] : []),
      ...citizens,
      ...objection.buttons,
      [menuButton],
    ],
    protect: true,
  };
}
