import { withInnovation } from '../../domain/with-innovation.ts';
import { say } from '../../i18n/words.ts';
import { type AppraisalRow, lockAppraisal } from '../../storage/appraisal.ts';
import { reopenDecision, saveScores } from '../../storage/proposal.ts';
import { listAppraisalsFor } from '../../storage/recognition.ts';
import { tellAssessors } from '../appraisal/tell-assessors.ts';
import type { Scene } from '../core/scene.ts';
import { confirmAgainData } from '../review/review-data.ts';

/**
 * An innovation was accepted: where its period was reviewed and is not released, the number of PP 30/2019 is banded with it, and where that changes the band the supervisor is asked
 * to decide again. A review that is still to come counts it by itself; what was released stays as it is.
 */
export async function countInnovation(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  recognitionId: number,
  title: string,
): Promise<void> {
  for (const id of await listAppraisalsFor(scene.tx, recognitionId, scene.settings.timeZone)) {
    const appraisal = await lockAppraisal(scene.tx, id);
    if (appraisal) await count(scene, appraisal, title);
  }
}

async function count(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  appraisal: AppraisalRow,
  title: string,
): Promise<void> {
  const { id, score, period, supervisor, reviewedAt, releasedAt } = appraisal;
  if (!score?.number || score.number.innovation || reviewedAt === null || releasedAt !== null) return;
  const counted = withInnovation(period.framework, scene.settings.rules, score, title);
  await saveScores(scene.tx, [{ appraisalId: id, score: counted }]);
  if (counted.number?.predicate === score.number.predicate || !supervisor) return;
  await reopenDecision(scene.tx, id);
  await tellAssessors(scene, appraisal, {
    screen: (employee) => ({
      lines: [say('confirm.notice-innovation', { employee, period: period.name, title: { html: title } })],
      buttons: [[{ label: say('confirm.open', { employee }), data: confirmAgainData(id) }]],
    }),
    key: `confirm:${id}:innovation`,
  });
}
