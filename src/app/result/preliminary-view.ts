import { z } from 'zod';
import { hasCitizens } from '../../domain/citizen-figure.ts';
import { scorePreliminary } from '../../domain/score.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findAppraisal } from '../../storage/appraisal.ts';
import { listAssessments, submissionsOf } from '../../storage/assessment.ts';
import { ownServiceButtons, ownServiceLines } from '../citizen/own-service-view.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { developmentData } from '../development/development-data.ts';
import { planPartOf } from '../work-plan/plan-score.ts';
import { explanationWords, scoreWords } from './explanation-words.ts';
import { feedbackWords } from './feedback-words.ts';

/**
 * Where the employee stands now: what the self-assessment alone gives, with feedback and how it was computed, marked preliminary; and where the framework asks citizens, the unit's
 * public average, also before the self-assessment is sent. The supervisor's draft and peers have no part in it. Only for the employee themselves.
 */
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
  const { framework } = appraisal.period;
  const citizens = hasCitizens(framework) ? await citizensPart(scene) : nothing;
  if (!self) {
    const lines = citizens.lines.length === 0 ? [] : [say('self.preliminary', { period: appraisal.period.name })];
    return {
      lines: [...lines, say('self.not-yet'), ...citizens.lines],
      buttons: [...citizens.buttons, [menuButton]],
    };
  }
  const { rules } = scene.settings;
  const score = scorePreliminary(framework, rules, self, {
    planPercent: (await planPartOf(scene, appraisal)).percent,
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
      ...citizens.lines,
      '',
      say('self.what-next'),
    ],
    buttons: [
      [{ label: say('develop.result-button'), data: developmentData.suggestions(appraisal.id) }],
      ...citizens.buttons,
      [menuButton],
    ],
    protect: true,
  };
}

interface Part {
  readonly lines: readonly Words[];
  readonly buttons: readonly (readonly ScreenButton[])[];
}

const nothing: Part = { lines: [], buttons: [] };

async function citizensPart(scene: Scene): Promise<Part> {
  const lines = await ownServiceLines(scene);
  return lines.length === 0
    ? nothing
    : {
        lines: ['', say('self.citizens'), ...lines, say('self.hidden-parts')],
        buttons: await ownServiceButtons(scene),
      };
}
