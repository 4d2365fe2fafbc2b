import { objectionStatementFlow, statementOf } from '../../dialogue/flows/objection-statement.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { lockAppraisal } from '../../storage/appraisal.ts';
import { saveStatement } from '../../storage/objection.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { type ObjectionCase, openCase } from './objection-case.ts';
import { objectionData } from './objection-data.ts';
import { objectionView } from './objection-view.ts';

/** The supervisor's statement, once; the subject is the objection's id. */
export const stateOnObjectionKind: ConversationKind = { flow: 'objection-statement', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const checked = await check(scene, Number(subject));
  if ('why' in checked) return { ok: false, why: checked.why };
  const { appraisal, objection } = checked;
  const heading = [
    say('objection.case-heading', { employee: appraisal.employee.name, period: appraisal.period.name }),
    say('objection.reason', { reason: { html: objection.reason } }),
  ];
  return { ok: true, flow: objectionStatementFlow(heading), heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const checked = await check(scene, Number(subject));
  if ('why' in checked) return { kind: 'refused', why: checked.why };
  await lockAppraisal(scene.tx, checked.appraisal.id);
  const again = await check(scene, Number(subject));
  if ('why' in again) return { kind: 'refused', why: again.why };
  const { objection, appraisal } = again;
  await saveStatement(scene.tx, objection.id, statementOf(answers), scene.now);
  await audit(scene, 'objection-stated', {
    employeeId: appraisal.employee.id,
    detail: { objectionId: objection.id },
  });
  if (objection.hearerId !== null)
    await tellEmployee(scene, objection.hearerId, {
      screen: {
        lines: [say('objection.notice-stated', { employee: appraisal.employee.name, period: appraisal.period.name })],
        buttons: [[{ label: say('objection.open-case'), data: objectionData.open(objection.id) }]],
      },
      dedupeKey: `objection:${objection.id}:stated`,
    });
  return {
    kind: 'done',
    outcome: show(objectionView.of({ id: objection.id, reason: null }), say('objection.statement-thanks')),
  };
}

async function check(scene: Scene, id: number): Promise<ObjectionCase | { readonly why: Words }> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return opened;
  const why = refusalFor(scene.actor, 'state-on-objection', opened.appraisal);
  if (why) return { why };
  if (opened.objection.state !== 'open') return { why: refuse('objection-decided') };
  if (opened.objection.statedAt !== null) return { why: refuse('objection-stated') };
  return opened;
}
