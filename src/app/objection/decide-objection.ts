import { decisionOf, decisionReason, objectionDecisionFlow } from '../../dialogue/flows/objection-decision.ts';
import type { Answers } from '../../dialogue/step.ts';
import type { Predicate } from '../../domain/predicate.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { lockAppraisal } from '../../storage/appraisal.ts';
import { decideObjection } from '../../storage/objection.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { openResultData } from '../result/result-data.ts';
import { type ObjectionCase, openCase } from './objection-case.ts';
import { objectionData } from './objection-data.ts';
import { objectionView } from './objection-view.ts';

/** The hearer's decision; it is final (PP 30/2019 art. 59). The subject is the objection's id. */
export const decideObjectionKind: ConversationKind = { flow: 'objection-decision', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const checked = await check(scene, Number(subject));
  if ('why' in checked) return { ok: false, why: checked.why };
  const { appraisal, objection, present } = checked;
  return {
    ok: true,
    flow: objectionDecisionFlow({
      heading: [
        say('objection.case-heading', { employee: appraisal.employee.name, period: appraisal.period.name }),
        say('objection.reason', { reason: { html: objection.reason } }),
      ],
      present,
      beforeSending: [
        say('objection.final-warning'),
        ...(objection.statedAt === null ? [say('objection.not-heard-yet')] : []),
      ],
    }),
    heading: [],
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const checked = await check(scene, Number(subject));
  if ('why' in checked) return { kind: 'refused', why: checked.why };
  await lockAppraisal(scene.tx, checked.appraisal.id);
  const locked = await check(scene, Number(subject));
  if ('why' in locked) return { kind: 'refused', why: locked.why };
  const decision = decisionOf(answers);
  if (decision === undefined) return { kind: 'refused', why: refuse('review-incomplete') };
  const { objection, present } = locked;
  const newPredicate = decision === 'stays' || decision === present ? null : decision;
  await decideObjection(scene.tx, objection, {
    oldPredicate: present,
    newPredicate,
    decisionReason: decisionReason(answers),
    decidedAt: scene.now,
  });
  await audit(scene, 'objection-decided', {
    employeeId: locked.appraisal.employee.id,
    detail: { objectionId: objection.id, changed: newPredicate !== null },
  });
  await tellBothSides(scene, locked, newPredicate !== null);
  return {
    kind: 'done',
    outcome: show(objectionView.of({ id: objection.id, reason: null }), say('objection.decision-thanks')),
  };
}

async function tellBothSides(scene: Scene, { objection, appraisal }: ObjectionCase, changed: boolean): Promise<void> {
  const { employee, supervisor, period } = appraisal;
  const key = `objection:${objection.id}:decided`;
  const outcome = changed ? 'changed' : 'stays';
  await tellEmployee(scene, employee.id, {
    screen: {
      lines: [say(`objection.notice-${outcome}`, { period: period.name })],
      buttons: [[{ label: say('objection.see-result'), data: openResultData(appraisal.id) }]],
    },
    dedupeKey: `${key}:employee`,
  });
  if (!supervisor) return;
  await tellEmployee(scene, supervisor.id, {
    screen: {
      lines: [say(`objection.notice-${outcome}-supervisor`, { employee: employee.name, period: period.name })],
      buttons: [[{ label: say('objection.open-case'), data: objectionData.open(objection.id) }]],
    },
    dedupeKey: `${key}:supervisor`,
  });
}

type Decidable = ObjectionCase & { readonly present: Predicate };

async function check(scene: Scene, id: number): Promise<Decidable | { readonly why: Words }> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return opened;
  const { appraisal, objection } = opened;
  const why = refusalFor(scene.actor, 'hear-objection', appraisal, { hearerId: objection.hearerId });
  if (why) return { why };
  if (objection.state !== 'open' || appraisal.predicate === null) return { why: refuse('objection-decided') };
  return { ...opened, present: appraisal.predicate };
}
