import { z } from 'zod';
import { scorePreliminary } from '../../domain/score.ts';
import { refuse, say } from '../../i18n/words.ts';
import { findAppraisal } from '../../storage/appraisal.ts';
import { listAssessments, submissionsOf } from '../../storage/assessment.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { developmentData } from '../development/development-data.ts';
import { planScoreOf } from '../work-plan/plan-score.ts';
import { explanationWords, scoreWords } from './explanation-words.ts';
import { feedbackWords } from './feedback-words.ts';

/** What the self-assessment alone gives: score, feedback and how it was computed, marked preliminary. Only for the employee themselves. */
export const preliminaryView = defineView(
  'preliminary',
  z.object({ appraisalId: z.number().int() }),
  renderPreliminary,
);

async function renderPreliminary(scene: Scene, { appraisalId }: { readonly appraisalId: number }): Promise<Screen> {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  if (!appraisal) return { lines: [refuse('not-your-appraisal')], buttons: [[menuButton]] };
  const forbidden = refusalFor(scene.actor, 'view-own-preliminary', appraisal);
  if (forbidden) return { lines: [forbidden], buttons: [[menuButton]] };
  const assessments = await listAssessments(scene.tx, appraisalId);
  const [self] = submissionsOf(assessments.filter(({ kind }) => kind === 'self'));
  if (!self) return { lines: [say('self.not-yet')], buttons: [[menuButton]] };
  const { framework } = appraisal.period;
  const { rules } = scene.settings;
  const score = scorePreliminary(framework, rules, self, {
    planPercent: (await planScoreOf(scene, appraisal)).percent,
  });
  return {
    lines: [
      say('self.preliminary', { period: appraisal.period.name }),
      score.hundred
        ? say('self.preliminary-score', { score: scoreWords(score.hundred) })
        : say('self.preliminary-none'),
      ...feedbackWords(framework, score),
      '',
      ...explanationWords(framework, rules, score),
      '',
      say('self.what-next'),
    ],
    buttons: [[{ label: say('develop.result-button'), data: developmentData.suggestions(appraisal.id) }], [menuButton]],
    protect: true,
  };
}
