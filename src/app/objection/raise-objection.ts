import { objectionBacking, objectionFlow, objectionReason } from '../../dialogue/flows/objection.ts';
import { predicateWords } from '../../dialogue/flows/review.ts';
import { backingOf } from '../../dialogue/rating-answer.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { findEmployee } from '../../storage/employee.ts';
import { findObjectionAgainst, insertObjection } from '../../storage/objection.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { objectionData } from './objection-data.ts';
import { objectionTime } from './objection-time.ts';
import { objectionView } from './objection-view.ts';
import { tellHrOfObjection } from './tell-hr-of-objection.ts';

/** Keberatan against a released result; the subject is the appraisal's id. */
export const raiseObjectionKind: ConversationKind = { flow: 'objection', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const checked = await check(scene, await findAppraisal(scene.tx, Number(subject)));
  if ('why' in checked) return { ok: false, why: checked.why };
  const { period, predicate, supervisor } = checked.appraisal;
  const heading = [
    say('objection.heading', { period: period.name }),
    ...(predicate ? [say('result.predicate', { predicate: predicateWords(predicate) })] : []),
    say('objection.explained', { supervisor: supervisor?.name ?? '–', date: { date: checked.until } }),
  ];
  return { ok: true, flow: objectionFlow(heading), heading: [] };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const checked = await check(scene, await lockAppraisal(scene.tx, Number(subject)));
  if ('why' in checked) return { kind: 'refused', why: checked.why };
  const { appraisal } = checked;
  const { comment, items } = backingOf(answers, objectionBacking);
  const hearerId = await superiorOfRater(scene, appraisal);
  const id = await insertObjection(scene.tx, {
    appraisalId: appraisal.id,
    reason: objectionReason(answers),
    evidence: { comment, items },
    raisedAt: scene.now,
    hearerId,
  });
  await audit(scene, 'objection-raised', {
    employeeId: appraisal.employee.id,
    detail: { objectionId: id, appraisalId: appraisal.id },
  });
  await tellOthers(scene, appraisal, id, hearerId);
  return { kind: 'done', outcome: show(objectionView.of({ id, reason: null }), say('objection.thanks')) };
}

async function check(
  scene: Scene,
  appraisal: AppraisalRow | null,
): Promise<{ readonly appraisal: AppraisalRow; readonly until: string } | { readonly why: Words }> {
  if (!appraisal) return { why: refuse('not-your-appraisal') };
  const forbidden = refusalFor(scene.actor, 'raise-objection', appraisal);
  if (forbidden || !appraisal.releasedAt) return { why: forbidden ?? refuse('not-released') };
  const period = appraisal.period.name;
  if (await findObjectionAgainst(scene.tx, appraisal.id)) return { why: refuse('objected-already', { period }) };
  const { until, running } = await objectionTime(scene, appraisal, appraisal.releasedAt);
  if (running) return { appraisal, until };
  const { days } = scene.settings.rules.objection;
  return { why: refuse('objection-late', { period, days, date: { date: until } }) };
}

/** Frozen when the objection is raised: the superior of whoever assessed; never the employee, never somebody off the roster. */
async function superiorOfRater({ tx }: Scene, { supervisor, employee }: AppraisalRow): Promise<number | null> {
  const rater = supervisor && (await findEmployee(tx, supervisor.id));
  const superior = rater?.supervisorId ? await findEmployee(tx, rater.supervisorId) : null;
  return superior?.active && superior.id !== employee.id ? superior.id : null;
}

async function tellOthers(scene: Scene, appraisal: AppraisalRow, id: number, hearerId: number | null): Promise<void> {
  const { employee, supervisor, period } = appraisal;
  const names = { employee: employee.name, period: period.name };
  const told = hearerId !== null && (await tellHearer(scene, appraisal, id, hearerId));
  if (hearerId === null) await tellHrOfObjection(scene, { id, words: say('objection.notice-no-hearer'), key: 'none' });
  else if (!told) await tellHrOfObjection(scene, { id, words: say('objection.notice-unreached'), key: 'unreached' });
  if (!supervisor) return;
  await tellEmployee(scene, supervisor.id, {
    screen: {
      lines: [say('objection.notice-supervisor', names)],
      buttons: [[{ label: say('objection.open-case'), data: objectionData.open(id) }]],
    },
    dedupeKey: `objection:${id}:supervisor`,
  });
}

/** Tells whoever hears it; false when they cannot be reached. */
export async function tellHearer(
  scene: Scene,
  { employee, supervisor, period }: AppraisalRow,
  id: number,
  hearerId: number,
): Promise<boolean> {
  return tellEmployee(scene, hearerId, {
    screen: {
      lines: [
        say('objection.notice-hearer', {
          employee: employee.name,
          supervisor: supervisor?.name ?? '–',
          period: period.name,
        }),
      ],
      buttons: [[{ label: say('objection.open-case'), data: objectionData.open(id) }]],
    },
    dedupeKey: `objection:${id}:hearer:${hearerId}`,
  });
}
