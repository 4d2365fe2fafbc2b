import { z } from 'zod';
import { findByNameFlow, queryOf } from '../../dialogue/flows/find-by-name.ts';
import { giveReasonFlow, reasonGiven } from '../../dialogue/flows/give-reason.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findAppraisal, lockAppraisal } from '../../storage/appraisal.ts';
import { findEmployee } from '../../storage/employee.ts';
import { findObjection, saveHearer } from '../../storage/objection.ts';
import { searchPeople } from '../../storage/person.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, defineView, type Outcome, show } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { objectionData } from './objection-data.ts';
import { objectionListView } from './objection-list-view.ts';
import { needsHearer, objectionView } from './objection-view.ts';
import { tellHearer } from './raise-objection.ts';

const most = 8;

/** HR opens one case with a reason, which goes on the audit trail; the subject is the objection's id. */
export const lookAtObjectionKind: ConversationKind = {
  flow: 'objection-look',
  open: async (scene, subject) => {
    const why = refusalFor(scene.actor, 'view-objections') ?? (await gone(scene, Number(subject)));
    if (why) return { ok: false, why };
    const flow = giveReasonFlow({
      id: 'objection-look',
      question: [say('objection.ask-look', { number: Number(subject) })],
      leave: { label: say('objection.list-button'), data: objectionData.list(0) },
    });
    return { ok: true, flow, heading: [] };
  },
  finish: async (scene, subject, answers) => {
    const objection = await findObjection(scene.tx, Number(subject));
    const appraisal = objection && (await findAppraisal(scene.tx, objection.appraisalId));
    if (!objection || !appraisal) return { kind: 'refused', why: refuse('objection-gone') };
    const reason = reasonGiven(answers);
    const why = refusalFor(scene.actor, 'view-appraisal-as-hr', appraisal, { reason });
    if (why) return { kind: 'refused', why };
    await audit(scene, 'objection-seen-by-hr', {
      employeeId: appraisal.employee.id,
      detail: { objectionId: objection.id, reason },
    });
    return { kind: 'done', outcome: show(objectionView.of({ id: objection.id, reason })) };
  },
};

/** Finds who is to hear an objection nobody hears; the subject is the objection's id. */
export const findHearerKind: ConversationKind = {
  flow: 'find-hearer',
  open: async (scene, subject) => {
    const why = refusalFor(scene.actor, 'name-hearer') ?? (await gone(scene, Number(subject)));
    if (why) return { ok: false, why };
    const leave = { label: say('objection.list-button'), data: objectionData.list(0) };
    const question = say('objection.ask-hearer', { number: Number(subject) });
    return { ok: true, flow: findByNameFlow({ id: 'find-hearer', question, leave }), heading: [] };
  },
  finish: async (scene, subject, answers) => {
    const query = queryOf(answers);
    const { people } = await searchPeople(scene.tx, query, 1);
    if (!people[0]?.active) return { kind: 'refused', why: say('period.found-none', { query }) };
    return { kind: 'done', outcome: show(foundHearersView.of({ id: Number(subject), query })) };
  },
};

/** People who may hear an objection, each a button. */
export const foundHearersView = defineView(
  'objection-hearers',
  z.object({ id: z.number().int(), query: z.string() }),
  screenFor('name-hearer', renderFound),
);

/** Names who hears an objection, and tells them. */
export async function nameHearer(scene: Scene, id: number, hearerId: number): Promise<Outcome> {
  const known = await findObjection(scene.tx, id);
  if (!known) return tell(refuse('objection-gone'));
  const appraisal = await lockAppraisal(scene.tx, known.appraisalId);
  const objection = await findObjection(scene.tx, id);
  const hearer = await findEmployee(scene.tx, hearerId);
  if (!appraisal || !objection || !hearer?.active) return tell(refuse('objection-gone'));
  if (!(await needsHearer(scene, { objection }))) return tell(refuse('hearer-known'));
  if (hearerId === appraisal.employee.id || hearerId === appraisal.supervisor?.id) return tell(refuse('hearer-party'));
  await saveHearer(scene.tx, id, hearerId);
  await audit(scene, 'hearer-named', { employeeId: appraisal.employee.id, detail: { objectionId: id, hearerId } });
  const told = await tellHearer(scene, appraisal, id, hearerId);
  const words = told ? 'objection.hearer-named' : 'objection.hearer-untold';
  return show(objectionListView.of({ page: 0 }), say(words, { hearer: hearer.name, number: id }));
}

async function renderFound(
  scene: Scene,
  { id, query }: { readonly id: number; readonly query: string },
): Promise<Screen> {
  const { total, people } = await searchPeople(scene.tx, query, most);
  return {
    lines: [say('objection.ask-hearer', { number: id }), say('period.found', { query, total })],
    buttons: [
      ...people
        .filter(({ active }) => active)
        .map(({ id: employeeId, name, nip }) => [
          { label: say('period.found-person', { name, nip }), data: objectionData.nameHearer(id, employeeId) },
        ]),
      [{ label: say('period.search-again'), data: objectionData.findHearer(id) }],
      [{ label: say('objection.list-button'), data: objectionData.list(0) }, menuButton],
    ],
  };
}

async function gone(scene: Scene, id: number): Promise<Words | null> {
  return (await findObjection(scene.tx, id)) ? null : refuse('objection-gone');
}
