import { composeFeedback, type NextStep } from '../../domain/feedback.ts';
import { scorePreliminary } from '../../domain/score.ts';
import {
  type AppraisalRow,
  findAppraisal,
  findCurrentAppraisal,
  listReleasedAppraisals,
} from '../../storage/appraisal.ts';
import { listAssessments, submissionsOf } from '../../storage/assessment.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/** The next steps that a person's feedback names, from a released result, or from the self-assessment while there is none. */
export interface Suggestions {
  readonly appraisalId: number;
  readonly period: string;
  readonly preliminary: boolean;
  readonly steps: readonly NextStep[];
}

/** The latest there are for the person at hand: the present period's once the self-assessment was sent, else the last released result's; null without either. */
export async function findSuggestions(scene: Scene, employeeId: number): Promise<Suggestions | null> {
  const current = await findCurrentAppraisal(scene.tx, employeeId);
  const present = current && (await suggestionsOf(scene, current));
  if (present) return present;
  const [latest] = await listReleasedAppraisals(scene.tx, employeeId);
  return latest ? suggestionsOf(scene, latest) : null;
}

/** Those of one appraisal of the person at hand; null for anybody else's, and while nothing was sent. */
export async function findSuggestionsFrom(scene: Scene, appraisalId: number): Promise<Suggestions | null> {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  return appraisal && suggestionsOf(scene, appraisal);
}

/** Before the release the supervisor's part stays out of it: the self-assessment alone speaks. */
async function suggestionsOf(scene: Scene, appraisal: AppraisalRow): Promise<Suggestions | null> {
  const { framework, name: period } = appraisal.period;
  const about = { appraisalId: appraisal.id, period };
  if (refusalFor(scene.actor, 'view-own-result', appraisal) === null && appraisal.score !== null)
    return { ...about, preliminary: false, steps: composeFeedback(framework, appraisal.score).steps };
  if (refusalFor(scene.actor, 'view-own-preliminary', appraisal) !== null) return null;
  const assessments = await listAssessments(scene.tx, appraisal.id);
  const [self] = submissionsOf(assessments.filter(({ kind }) => kind === 'self'));
  if (!self) return null;
  const score = scorePreliminary(framework, scene.settings.rules, self);
  return { ...about, preliminary: true, steps: composeFeedback(framework, score).steps };
}
