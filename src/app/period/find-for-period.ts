import { z } from 'zod';
import { findByNameFlow, queryOf } from '../../dialogue/flows/find-by-name.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findAppraisal } from '../../storage/appraisal.ts';
import { searchAppraisals } from '../../storage/find-appraisals.ts';
import { findPeriod } from '../../storage/period.ts';
import { searchPeople } from '../../storage/person.ts';
import { type ConversationKind, defineView, show } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { periodData } from './period-data.ts';
import { periodGone } from './period-views.ts';
import { raterUnchangeable } from './person-standing.ts';

const most = 8;

/** Finds one person of a period; the subject is the period's id. */
export const findInPeriodKind: ConversationKind = {
  flow: 'find-in-period',
  open: async (scene, subject) => {
    const why = refusalFor(scene.actor, 'view-completion');
    if (why) return { ok: false, why };
    const period = await findPeriod(scene.tx, Number(subject));
    return period
      ? {
          ok: true,
          flow: findByNameFlow({
            id: 'find-in-period',
            question: say('period.find-person'),
            leave: { label: say('period.leave'), data: periodData.show(period.id) },
          }),
          heading: [],
        }
      : { ok: false, why: refuse('period-gone') };
  },
  finish: async (scene, subject, answers) => {
    const query = queryOf(answers);
    const { total } = await searchAppraisals(scene.tx, Number(subject), query, 1);
    if (total === 0) return { kind: 'refused', why: say('period.found-none', { query }) };
    return { kind: 'done', outcome: show(foundView.of({ seek: 'person', id: Number(subject), query })) };
  },
};

/** Finds who is to assess somebody; the subject is the appraisal's id. */
export const findRaterKind: ConversationKind = {
  flow: 'find-rater',
  open: async (scene, subject) => {
    const forbidden = refusalFor(scene.actor, 'manage-period');
    if (forbidden) return { ok: false, why: forbidden };
    const appraisal = await findAppraisal(scene.tx, Number(subject));
    const why = appraisal ? raterUnchangeable(appraisal) : refuse('period-gone');
    if (why || !appraisal) return { ok: false, why: why ?? refuse('period-gone') };
    const question = say('period.find-rater', { employee: appraisal.employee.name });
    const leave = { label: say('period.leave'), data: periodData.person(appraisal.id) };
    return { ok: true, flow: findByNameFlow({ id: 'find-rater', question, leave }), heading: [] };
  },
  finish: async (scene, subject, answers) => {
    const query = queryOf(answers);
    const { people } = await searchPeople(scene.tx, query, 1);
    if (!people[0]?.active) return { kind: 'refused', why: say('period.found-none', { query }) };
    return { kind: 'done', outcome: show(foundView.of({ seek: 'rater', id: Number(subject), query })) };
  },
};

/** What a search found, each a button: people of a period, or people who may become rater of an appraisal. */
export const foundView = defineView(
  'period-found',
  z.object({ seek: z.enum(['person', 'rater']), id: z.number().int(), query: z.string() }),
  screenFor('view-completion', renderFound),
);

async function renderFound(
  scene: Scene,
  { seek, id, query }: { readonly seek: 'person' | 'rater'; readonly id: number; readonly query: string },
): Promise<Screen> {
  if (seek === 'person') {
    const { total, appraisals } = await searchAppraisals(scene.tx, id, query, most);
    return {
      lines: [foundWords(query, total, appraisals.length)],
      buttons: [
        ...appraisals.map(({ appraisalId, name, nip }) => [
          { label: say('period.found-person', { name, nip }), data: periodData.person(appraisalId) },
        ]),
        [{ label: say('period.search-again'), data: periodData.find(id) }],
        [{ label: say('period.back'), data: periodData.show(id) }, menuButton],
      ],
    };
  }
  const appraisal = await findAppraisal(scene.tx, id);
  if (!appraisal) return periodGone();
  const { total, people } = await searchPeople(scene.tx, query, most);
  const offered = people.filter((person) => person.active && person.id !== appraisal.employee.id);
  return {
    lines: [say('period.find-rater', { employee: appraisal.employee.name }), foundWords(query, total, people.length)],
    buttons: [
      ...offered.map((person): ScreenButton[] => [
        {
          label: say('period.found-person', { name: person.name, nip: person.nip }),
          data: periodData.nameRater(id, person.id),
        },
      ]),
      [{ label: say('period.search-again'), data: periodData.findRater(id) }],
      [{ label: say('period.back'), data: periodData.show(appraisal.period.id) }, menuButton],
    ],
  };
}

function foundWords(query: string, total: number, shown: number): Words {
  return total > shown ? say('period.found-many', { query, total, shown }) : say('period.found', { query, total });
}
