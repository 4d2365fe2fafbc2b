import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { findAppraisal } from '../../storage/appraisal.ts';
import { findEvidence } from '../../storage/assessment.ts';
import { conversationView } from '../conversation/conversation-view.ts';
import { audit } from '../core/audit.ts';
import { defineAction, numberArg, type Outcome } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { menuView } from '../menu/menu-view.ts';

/** Shows one piece of the employee's own evidence to the supervisor who assesses them, and the open question again below it. */
export const showEvidence = defineAction('evidence.show', z.tuple([numberArg]), perform);

async function perform(scene: Scene, [evidenceId]: [number]): Promise<Outcome> {
  const evidence = await findEvidence(scene.tx, evidenceId);
  const appraisal = evidence && (await findAppraisal(scene.tx, evidence.appraisalId));
  if (!evidence || !appraisal || evidence.raterKind !== 'self') return tell(refuse('not-your-staff'));
  const forbidden = refusalFor(scene.actor, 'view-appraisal-as-supervisor', appraisal);
  if (forbidden) return tell(forbidden);
  await audit(scene, 'evidence-seen', { employeeId: appraisal.employee.id, detail: { evidenceId } });
  const indicator = appraisal.period.framework.indicators.find(({ id }) => id === evidence.indicatorId);
  const caption = say('review.evidence', {
    employee: appraisal.employee.name,
    indicator: indicator?.name ?? evidence.indicatorId,
    name: evidence.url ?? evidence.name,
  });
  const screen: Screen =
    evidence.fileId === null
      ? { lines: [caption], buttons: [] }
      : {
          lines: [caption],
          buttons: [],
          file: { as: evidence.kind === 'photo' ? 'photo' : 'document', fileId: evidence.fileId },
          protect: true,
        };
  const { conversationId } = scene.actor.account;
  const view = conversationId === null ? menuView.of({}) : conversationView.of({ id: conversationId });
  return { kind: 'show', view, first: [screen] };
}
