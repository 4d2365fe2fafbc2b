import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { type AssessmentRow, listAssessments } from '../../storage/assessment.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { explanationWords, scoreWords } from '../result/explanation-words.ts';
import { openCase } from './objection-case.ts';
import { objectionData } from './objection-data.ts';

/** What the result stands on, for the hearer alone: the answers of the employee and the supervisor with their evidence, or how the numbers were made. Never a peer's. */
export const objectionResultView = defineView(
  'objection-result',
  z.object({ id: z.number().int(), part: z.enum(['answers', 'explanation']) }),
  async (scene, { id, part }) => {
    const opened = await openCase(scene, id);
    if ('why' in opened) return { lines: [opened.why], buttons: [[menuButton]] };
    if (opened.as !== 'hearer') return { lines: [say('refusal.not-your-hearing')], buttons: [[menuButton]] };
    const { appraisal } = opened;
    return part === 'answers' ? renderAnswers(scene, id, appraisal) : renderExplanation(scene, id, appraisal);
  },
);

async function renderAnswers(scene: Scene, id: number, appraisal: AppraisalRow): Promise<Screen> {
  const assessments = (await listAssessments(scene.tx, appraisal.id)).filter(
    ({ kind }) => kind === 'self' || kind === 'supervisor',
  );
  return {
    lines: [
      say('objection.case-heading', { employee: appraisal.employee.name, period: appraisal.period.name }),
      ...(appraisal.score?.hundred ? [say('result.score', { score: scoreWords(appraisal.score.hundred) })] : []),
      ...assessments.flatMap((assessment) => answerLines(appraisal, assessment)),
      ...(appraisal.predicateReason ? ['', say('result.reason', { reason: { html: appraisal.predicateReason } })] : []),
      ...(appraisal.feedback ? ['', say('result.feedback', { feedback: { html: appraisal.feedback } })] : []),
    ],
    buttons: [
      ...evidenceButtons(id, assessments),
      [{ label: say('result.explain'), data: objectionData.explain(id) }],
      [{ label: say('objection.back'), data: objectionData.open(id) }, menuButton],
    ],
    protect: true,
  };
}

function answerLines({ period }: AppraisalRow, { kind, answers }: AssessmentRow): readonly Words[] {
  return [
    '',
    say(kind === 'self' ? 'objection.answers-self' : 'objection.answers-supervisor'),
    ...answers.flatMap(({ indicatorId, level, comment }) => [
      say('objection.answer', {
        indicator: period.framework.indicators.find((each) => each.id === indicatorId)?.name ?? indicatorId,
        level: level ?? say('rating.not-observed'),
      }),
      ...(comment === null ? [] : [say('evidence.example', { text: { html: comment } })]),
    ]),
  ];
}

/** Ten rows at most under one screen. */
function evidenceButtons(id: number, assessments: readonly AssessmentRow[]): readonly (readonly ScreenButton[])[] {
  const items = assessments.flatMap(({ answers }) => answers.flatMap(({ evidence }) => evidence)).slice(0, 16);
  const buttons = items.map((item): ScreenButton => {
    const label = say('objection.file', { name: item.name });
    return item.url === null ? { label, data: objectionData.backing(id, item.id) } : { label, url: item.url };
  });
  const perRow = buttons.length > 8 ? 2 : 1;
  return buttons.flatMap((_, index) => (index % perRow === 0 ? [buttons.slice(index, index + perRow)] : []));
}

function renderExplanation(scene: Scene, id: number, appraisal: AppraisalRow): Screen {
  return {
    lines:
      appraisal.score === null
        ? [say('result.none')]
        : explanationWords(appraisal.period.framework, scene.settings.rules, appraisal.score),
    buttons: [
      [{ label: say('objection.see-case-result'), data: objectionData.result(id) }],
      [{ label: say('objection.back'), data: objectionData.open(id) }, menuButton],
    ],
    protect: true,
  };
}
