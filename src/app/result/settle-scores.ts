import { hasPeers, peerMinimum } from '../../domain/asks-peers.ts';
import { hasCitizens } from '../../domain/citizen-figure.ts';
import type { Score } from '../../domain/score-json.ts';
import { say } from '../../i18n/words.ts';
import { type AppraisalRow, listAnswered, lockReviewed } from '../../storage/appraisal.ts';
import { listAssessmentsOf } from '../../storage/assessment.ts';
import { findFrozenFramework } from '../../storage/frozen-frameworks.ts';
import { countPeerRequests, withdrawRequests } from '../../storage/peer-request.ts';
import type { PeriodRow } from '../../storage/period.ts';
import { saveScores } from '../../storage/proposal.ts';
import { tellAssessors } from '../appraisal/tell-assessors.ts';
import type { Scene } from '../core/scene.ts';
import { confirmAgainData } from '../review/review-data.ts';
import { citizensFor } from './citizens-for.ts';
import { scoreNow } from './score-now.ts';

type Desk = Pick<Scene, 'tx' | 'now' | 'settings'>;

/** Appraisals scored in one go. */
const batch = 200;

/**
 * Once nobody is awaited any more and enough peers answered, a reviewed appraisal gets the score with their part in it. Where the rules now propose something else, the
 * supervisor is asked to decide again. Nothing happens earlier: a figure that was shown must not move by one answer (DOMAIN.md §6). The appraisal has to be locked.
 */
export async function settleAppraisal(desk: Desk, appraisal: AppraisalRow): Promise<void> {
  const { framework } = appraisal.period;
  if (!hasPeers(framework) || appraisal.reviewedAt === null || appraisal.releasedAt !== null) return;
  const { asked, submitted } = await countPeerRequests(desk.tx, appraisal.id);
  if (asked > 0 || submitted < peerMinimum(framework)) return;
  await keep(desk, [{ appraisal, score: await scoreNow(desk, appraisal) }]);
}

/**
 * The same for the next reviewed appraisals of a closed period, by id after `after`: peers who did not answer are not waited for any more, and citizens count as they stand. One short transaction,
 * however large the period. Answers the id of the last one it looked at, to go on after it; null when there is nothing left.
 */
export async function settleNext(desk: Desk, period: PeriodRow, after: number): Promise<number | null> {
  const framework = await findFrozenFramework(desk.tx, period.id);
  if (!hasPeers(framework) && !hasCitizens(framework)) return null;
  const ids = await lockReviewed(desk.tx, period.id, { after, limit: batch });
  // Citizens may have a part in each of them; of peers there is nothing to count below their minimum.
  const fewest = hasCitizens(framework) ? 0 : peerMinimum(framework);
  const appraisals = await listAnswered(desk.tx, ids, fewest);
  const assessments = await listAssessmentsOf(
    desk.tx,
    appraisals.map(({ id }) => id),
  );
  const citizens = await citizensFor(desk, appraisals);
  const scored: Scored[] = [];
  for (const appraisal of appraisals) {
    const { id } = appraisal;
    const score = await scoreNow(desk, appraisal, assessments.get(id) ?? [], citizens.get(id) ?? null);
    scored.push({ appraisal, score });
  }
  await keep(desk, scored);
  await withdrawRequests(desk.tx, ids, desk.now);
  return ids.length < batch ? null : (ids.at(-1) ?? null);
}

interface Scored {
  readonly appraisal: AppraisalRow;
  readonly score: Score;
}

async function keep(desk: Desk, scored: readonly Scored[]): Promise<void> {
  await saveScores(
    desk.tx,
    scored.map(({ appraisal, score }) => ({ appraisalId: appraisal.id, score })),
  );
  for (const { appraisal, score } of scored) {
    const { id, period } = appraisal;
    if (score.proposed === appraisal.proposedPredicate) continue;
    const notice = hasCitizens(period.framework) ? 'confirm.notice-citizens' : 'confirm.notice';
    await tellAssessors(desk, appraisal, {
      screen: (employee) => ({
        lines: [say(notice, { employee, period: period.name })],
        buttons: [[{ label: say('confirm.open', { employee }), data: confirmAgainData(id) }]],
      }),
      key: `confirm:${id}:${appraisal.proposedPredicate}:${score.proposed}`,
    });
  }
}
