import { peerMinimum } from '../../domain/asks-peers.ts';
import type { RatingSum } from '../../domain/citizen-figure.ts';
import type { Framework } from '../../domain/framework.ts';
import type { GateFacts } from '../../domain/gate.ts';
import { scoreAppraisal } from '../../domain/score.ts';
import type { Score } from '../../domain/score-json.ts';
import { isHeard, withholdFew } from '../../domain/withhold-few.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { type AssessmentRow, listAssessments, submissionsOf } from '../../storage/assessment.ts';
import type { Scene } from '../core/scene.ts';
import { innovationFor } from '../recognition/innovation-for.ts';
import { planIndicators, planPartOf } from '../work-plan/plan-score.ts';
import { citizensOf } from './citizens-for.ts';

/**
 * The score of an appraisal from everything that is stored: self, supervisor, peers and citizens, commendations, the facts behind a procedure gate, the work plan, a recorded innovation. Peers too few to
 * count leave no trace in it. `assessments` and `citizens` where the caller has read them already.
 */
export async function scoreNow(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  appraisal: AppraisalRow,
  assessments?: readonly AssessmentRow[],
  citizens?: RatingSum | null,
): Promise<Score> {
  const { framework } = appraisal.period;
  const stored = countedAssessments(appraisal, assessments ?? (await listAssessments(scene.tx, appraisal.id)));
  const submissions = withholdFew(framework, submissionsOf(stored));
  const planned = planIndicators(framework).length > 0 || framework.rules.number !== undefined;
  return scoreAppraisal(framework, scene.settings.rules, submissions, {
    citizens: citizens === undefined ? await citizensOf(scene, appraisal) : citizens,
    commendations: commendationsOf(framework, stored).length,
    gate: gateFactsOf(framework, stored),
    planPercent: planned ? (await planPartOf(scene, appraisal)).percent : null,
    innovation: await innovationFor(scene, appraisal),
  });
}

/** What counts of an appraisal's assessments: whoever became the one who assesses is no peer any more. */
export function countedAssessments(
  { supervisor }: AppraisalRow,
  assessments: readonly AssessmentRow[],
): readonly AssessmentRow[] {
  return assessments.filter(({ kind, raterId }) => kind !== 'peer' || raterId !== supervisor?.id);
}

/** Examples of the commendations that count; none while fewer than the framework's minimum of peers rated the indicator they belong to. */
export function commendationsOf(framework: Framework, assessments: readonly AssessmentRow[]): readonly string[] {
  const rule = framework.rules.commendation;
  const peers = assessments.filter(({ kind }) => kind === rule?.group);
  if (rule === undefined || peers.length < peerMinimum(framework)) return [];
  if (!isHeard(framework, submissionsOf(peers), rule.group, rule.indicator)) return [];
  return peers.flatMap(({ commendation }) => (commendation === null ? [] : [commendation]));
}

function gateFactsOf({ rules }: Framework, assessments: readonly AssessmentRow[]): GateFacts {
  const gate = rules.procedureGate;
  const answer = assessments
    .find(({ kind }) => kind === gate?.group)
    ?.answers.find(({ indicatorId }) => indicatorId === gate?.indicator);
  return { reasonGiven: Boolean(answer?.comment), evidenceGiven: (answer?.evidence.length ?? 0) > 0 };
}
