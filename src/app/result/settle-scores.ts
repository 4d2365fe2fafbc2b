import { hasPeers, peerMinimum } from '../../domain/asks-peers.ts';
import type { Score } from '../../domain/score-json.ts';
import { say } from '../../i18n/words.ts';
import { type AppraisalRow, lockAnsweredByPeers } from '../../storage/appraisal.ts';
import { listAssessmentsOf } from '../../storage/assessment.ts';
import { countPeerRequests, withdrawReviewed } from '../../storage/peer-request.ts';
import { findFrozenFramework, type PeriodRow } from '../../storage/period.ts';
import { saveScores } from '../../storage/proposal.ts';
import { tellInWorkingTime } from '../appraisal/tell-in-working-time.ts';
import type { Scene } from '../core/scene.ts';
import { confirmAgainData } from '../review/review-data.ts';
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

/** The same for every reviewed appraisal of a period whose answers end now: peers who did not answer are not waited for. */
export async function settlePeriod(desk: Desk, period: PeriodRow): Promise<void> {
  const framework = await findFrozenFramework(desk.tx, period.id);
  if (!hasPeers(framework)) return;
  const page = { fewest: peerMinimum(framework), limit: batch };
  for (let after = 0; ; ) {
    const appraisals = await lockAnsweredByPeers(desk.tx, { ...period, framework }, { ...page, after });
    const assessments = await listAssessmentsOf(
      desk.tx,
      appraisals.map(({ id }) => id),
    );
    const scored: Scored[] = [];
    for (const appraisal of appraisals) {
      scored.push({ appraisal, score: await scoreNow(desk, appraisal, assessments.get(appraisal.id) ?? []) });
    }
    await keep(desk, scored);
    const last = appraisals.at(-1);
    if (last === undefined || appraisals.length < batch) break;
    after = last.id;
  }
  await withdrawReviewed(desk.tx, period.id, desk.now);
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
    const { id, employee, supervisor, period } = appraisal;
    if (score.proposed === appraisal.proposedPredicate || !supervisor) continue;
    await tellInWorkingTime(desk, [supervisor.id], {
      screen: {
        lines: [say('confirm.notice', { employee: employee.name, period: period.name })],
        buttons: [[{ label: say('confirm.open', { employee: employee.name }), data: confirmAgainData(id) }]],
      },
      keyOf: () => `confirm:${id}:${appraisal.proposedPredicate}:${score.proposed}`,
    });
  }
}
