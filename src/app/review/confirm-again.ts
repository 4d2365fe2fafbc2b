import { z } from 'zod';
import { confirmAgainFlow, confirmedPredicate, confirmedReason } from '../../dialogue/flows/confirm-again.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { saveConfirmation } from '../../storage/proposal.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import {
  type ConversationKind,
  defineAction,
  type Finished,
  numberArg,
  type OpenedConversation,
  show,
} from '../core/feature.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { explanationWords } from '../result/explanation-words.ts';
import { teamView } from './team-view.ts';

/** The supervisor decides again, because with the peers' part, or with an innovation, the rules say something else than they saw. The subject is the appraisal. */
export const confirmAgainKind: ConversationKind = { flow: 'confirm-again', open, finish };

/** The button of the notice and of /tim. */
export const confirmAgain = defineAction('review.confirm', z.tuple([numberArg]), async (scene, [appraisalId]) => {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  const reason = appraisal?.predicateReason ?? null;
  return startConversation(
    scene,
    confirmAgainKind,
    String(appraisalId),
    reason === null ? {} : { answers: { reason } },
  );
});

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const checked = check(scene, await findAppraisal(scene.tx, Number(subject)));
  if ('why' in checked) return { ok: false, why: checked.why };
  const { appraisal, score, decided } = checked;
  return {
    ok: true,
    flow: confirmAgainFlow({
      decided,
      proposed: score.proposed,
      // Only an innovation takes away the proposal that was decided on.
      byNumber: appraisal.proposedPredicate === null && score.number?.innovation ? score.number.predicate : null,
      lines: explanationWords(appraisal.period.framework, scene.settings.rules, score),
    }),
    heading: [say('review.heading', { employee: appraisal.employee.name, period: appraisal.period.name })],
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const checked = check(scene, await lockAppraisal(scene.tx, Number(subject)));
  if ('why' in checked) return { kind: 'refused', why: checked.why };
  const { appraisal, score } = checked;
  const predicate = confirmedPredicate(answers);
  const followed = predicate === score.proposed;
  const reason = followed ? null : confirmedReason(answers);
  if (predicate === null || (!followed && reason === null))
    return { kind: 'refused', why: refuse('review-incomplete') };
  await saveConfirmation(scene.tx, appraisal.id, {
    proposedPredicate: score.proposed,
    predicate,
    predicateReason: reason,
  });
  await audit(scene, 'predicate-confirmed-again', {
    employeeId: appraisal.employee.id,
    detail: { appraisalId: appraisal.id, followedProposal: followed },
  });
  const note = say('confirm.thanks', { employee: appraisal.employee.name });
  return { kind: 'done', outcome: show(teamView.of({ page: 0 }), note) };
}

type Checked =
  | {
      readonly appraisal: AppraisalRow;
      readonly score: NonNullable<AppraisalRow['score']>;
      readonly decided: NonNullable<AppraisalRow['predicate']>;
    }
  | { readonly why: Words };

function check(scene: Scene, appraisal: AppraisalRow | null): Checked {
  if (!appraisal) return { why: refuse('not-your-staff') };
  const forbidden = refusalFor(scene.actor, 'confirm-predicate', appraisal);
  if (forbidden) return { why: forbidden };
  const { score, predicate, proposedPredicate, releasedAt } = appraisal;
  if (!score || !predicate || releasedAt || score.proposed === proposedPredicate)
    return { why: refuse('nothing-to-confirm', { employee: appraisal.employee.name }) };
  return { appraisal, score, decided: predicate };
}
