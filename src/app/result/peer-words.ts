import { lotOf } from '../../domain/choose-peers.ts';
import type { Framework } from '../../domain/framework.ts';
import { isHeard } from '../../domain/withhold-few.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { type AssessmentRow, submissionsOf } from '../../storage/assessment.ts';
import { commendationsOf, countedAssessments } from './score-now.ts';

/**
 * "Kata rekan sejawat" in a released result: what peers wrote, indicator by indicator, where at least the framework's minimum rated it; empty otherwise. The order comes from
 * the words themselves, never from who wrote them or when, so that it tells nothing (DOMAIN.md §6).
 */
export function peerWords(appraisal: AppraisalRow, assessments: readonly AssessmentRow[]): readonly Words[] {
  const { framework } = appraisal.period;
  const peers = countedAssessments(appraisal, assessments).filter(({ kind }) => kind === 'peer');
  const comments = framework.indicators.flatMap((indicator) => {
    const written = commentsOn(framework, indicator.id, peers);
    return written.length === 0
      ? []
      : [say('result.peer-indicator', { indicator: indicator.name }), ...quotes(appraisal, written)];
  });
  const praise = commendationsOf(framework, peers);
  const lines = [
    ...comments,
    ...(praise.length === 0 ? [] : [say('result.peer-commendations'), ...quotes(appraisal, praise)]),
  ];
  return lines.length === 0 ? [] : ['', say('result.peers'), ...lines];
}

function commentsOn(framework: Framework, indicatorId: string, peers: readonly AssessmentRow[]): readonly string[] {
  if (!isHeard(framework, submissionsOf(peers), 'peer', indicatorId)) return [];
  return peers.flatMap(({ answers }) =>
    answers.flatMap((answer) =>
      answer.indicatorId === indicatorId && answer.comment !== null ? [answer.comment] : [],
    ),
  );
}

function quotes({ id }: AppraisalRow, texts: readonly string[]): readonly Words[] {
  return [...texts]
    .sort((a, b) => lotOf(String(id), a) - lotOf(String(id), b) || (a < b ? -1 : 1))
    .map((text) => say('result.peer-quote', { text: { html: text } }));
}
