import { type Action, may, whyNot } from '../../domain/permission.ts';
import { type Message, refuse } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import type { Actor } from './scene.ts';

/** Whether the person at hand may do this at all: who sees a command and a menu button. */
export function allowed(action: Action): (actor: Actor) => boolean {
  return (actor) => may(factsOf(actor), action);
}

/** What else an act about an appraisal stands on: who hears its objection, whether the actor was asked as a peer, why HR looks. */
interface More {
  readonly hearerId?: number | null;
  readonly askedAsPeer?: boolean;
  readonly reason?: string;
}

/** Why the person at hand may not do this, in words; null when they may. `appraisal` for what is about one: the policy looks at how they stand to it. */
export function refusalFor(actor: Actor, action: Action, appraisal?: AppraisalRow, more: More = {}): Message | null {
  const about = appraisal && {
    askedAsPeer: actor.standIn.asPeer.has(appraisal.id),
    ...more,
    employeeId: appraisal.employee.id,
    raterId: appraisal.supervisor?.id ?? null,
    supervisorId: appraisal.employee.supervisorId,
    released: appraisal.releasedAt !== null,
  };
  const code = whyNot(factsOf(actor), action, about);
  return code === null ? null : refuse(code, appraisal ? { period: appraisal.period.name } : {});
}

/** The same for what is about a person and not their result: whether it is the person at hand, somebody they lead today, rate, or nominated. */
export function refusalAbout(
  actor: Actor,
  action: Action,
  person: {
    readonly id: number;
    readonly supervisorId?: number | null;
    readonly raterId?: number | null;
    readonly nominatorId?: number | null;
  },
): Message | null {
  const { id: employeeId, supervisorId = null, raterId = null, nominatorId = null } = person;
  const about = { employeeId, raterId, supervisorId, nominatorId, released: false };
  const code = whyNot(factsOf(actor), action, about);
  return code === null ? null : refuse(code);
}

/** Whether the person at hand assesses there: as the rater, or as the rater's delegate today. */
export function assesses(
  actor: Actor,
  {
    appraisalId,
    employeeId,
    raterId,
  }: { readonly appraisalId: number; readonly employeeId: number; readonly raterId: number },
): boolean {
  const askedAsPeer = actor.standIn.asPeer.has(appraisalId);
  return may(factsOf(actor), 'rate-as-supervisor', {
    employeeId,
    raterId,
    supervisorId: null,
    released: false,
    askedAsPeer,
  });
}

function factsOf(actor: Actor) {
  return {
    employeeId: actor.employee?.id ?? null,
    active: true,
    hr: actor.isHr,
    leads: actor.isSupervisor,
    standsInFor: actor.standIn.supervisors.map(({ id }) => id),
    superiorId: actor.employee?.supervisorId ?? null,
  };
}
