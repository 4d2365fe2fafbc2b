import { delegateStepId, delegationFlow, plannedDelegation } from '../../dialogue/flows/delegation.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import {
  findDelegate,
  findOverlapping,
  insertDelegation,
  lockDelegations,
  searchDelegates,
} from '../../storage/delegation.ts';
import { type EmployeeRow, findEmployee } from '../../storage/employee.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { foundPeople } from '../core/found-people.ts';
import { commandData } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import { delegationData } from './delegation-data.ts';
import { delegationRefusal } from './delegation-refusal.ts';
import { delegationsView } from './delegations-view.ts';
import { tellDelegation } from './tell-delegation.ts';

/** A supervisor, or HR for one who is absent, hands reviews over for some days. The subject is the supervisor's id. */
export const setDelegation: ConversationKind = { flow: 'delegation', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const checked = await check(scene, Number(subject));
  if ('why' in checked) return { ok: false, why: checked.why };
  const { from, own } = checked;
  const draft = await findConversationAbout(scene.tx, scene.actor.telegramId, setDelegation.flow, subject);
  const { stepId = delegateStepId, answers = {} } = draft?.progress ?? {};
  return {
    ok: true,
    heading: [say('delegation.heading')],
    flow: delegationFlow({
      supervisor: own ? null : from.name,
      people:
        stepId === delegateStepId
          ? await foundPeople(delegateStepId, answers, (at) => searchDelegates(scene.tx, from.id, at))
          : { items: [], total: 0 },
      today: await todayFor(scene, from.unitId),
      leave: { label: say('delegation.leave'), data: own ? commandData('delegasi') : delegationData.show(from.id) },
    }),
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const checked = await check(scene, Number(subject));
  const planned = plannedDelegation(answers);
  if ('why' in checked || !planned)
    return { kind: 'refused', why: 'why' in checked ? checked.why : say('delegation.incomplete') };
  const { from, own } = checked;
  const { days } = planned;
  await lockDelegations(scene.tx, from.id);
  const delegate = await findDelegate(scene.tx, from.id, planned.to.id);
  if (!delegate) return { kind: 'refused', why: refuse('delegate-unfit', { delegate: planned.to.name }) };
  if (days.to < (await todayFor(scene, from.unitId))) return { kind: 'refused', why: refuse('delegation-past') };
  const given = { fromId: from.id, toId: delegate.id, startsOn: days.from, endsOn: days.to };
  const other = await findOverlapping(scene.tx, given);
  if (other)
    return {
      kind: 'refused',
      why: refuse('delegation-overlaps', {
        delegate: other.to.name,
        from: { date: other.startsOn },
        to: { date: other.endsOn },
      }),
    };
  const id = await insertDelegation(scene.tx, given, scene.now);
  await audit(scene, 'delegation-set', { employeeId: from.id, detail: { delegationId: id, ...given } });
  await tellDelegation(scene, { id, from, to: delegate, startsOn: days.from, endsOn: days.to }, { own });
  const note = say('delegation.done', {
    delegate: delegate.name,
    from: { date: days.from },
    to: { date: days.to },
  });
  return { kind: 'done', outcome: show(delegationsView.of({ employeeId: from.id }), note) };
}

/** The supervisor whose reviews are handed over, and whether it is the person at hand. */
async function check(
  scene: Scene,
  fromId: number,
): Promise<{ readonly from: EmployeeRow; readonly own: boolean } | { readonly why: Words }> {
  const own = scene.actor.employee?.id === fromId;
  const forbidden = delegationRefusal(scene, fromId);
  if (forbidden) return { why: forbidden };
  const from = await findEmployee(scene.tx, fromId);
  return from?.active ? { from, own } : { why: refuse('supervisors-only') };
}
