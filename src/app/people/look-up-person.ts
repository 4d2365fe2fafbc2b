import { z } from 'zod';
import { lookUpPersonFlow } from '../../dialogue/flows/look-up-person.ts';
import { refuse, say } from '../../i18n/words.ts';
import { searchPeople } from '../../storage/person.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { type ConversationKind, defineAction, defineView, noArgs, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { openPerson, personAction } from './person-view.ts';

const most = 10;

/** Looking somebody up by name or NIP. One hit opens at once; none leaves the question open. */
export const lookUpPersonConversation: ConversationKind = {
  flow: lookUpPersonFlow.id,
  open: async ({ actor }) =>
    allowed('import-roster')(actor)
      ? { ok: true, flow: lookUpPersonFlow, heading: [] }
      : { ok: false, why: refuse('hr-only') },
  finish: async (scene, _subject, answers) => {
    const { query } = z.object({ query: z.string() }).parse(answers);
    const { people } = await searchPeople(scene.tx, query, 2);
    const [first, second] = people;
    if (!first) return { kind: 'refused', why: say('find.nobody', { query }) };
    return {
      kind: 'done',
      outcome: second ? show(foundPeopleView.of({ query })) : await openPerson(scene, first.id),
    };
  },
};

/** Asks for another name. */
export const findAgainAction = defineAction(
  'find',
  noArgs,
  pressFor('import-roster', (scene) => startConversation(scene, lookUpPersonConversation, '', { afresh: true })),
);

/** The people a search found, each a button. */
export const foundPeopleView = defineView(
  'people-found',
  z.object({ query: z.string() }),
  screenFor('import-roster', renderFound),
);

async function renderFound({ tx }: Scene, { query }: { readonly query: string }): Promise<Screen> {
  const { total, people } = await searchPeople(tx, query, most);
  return {
    lines: [say('find.found', { query, total }), ...(total > most ? [say('find.narrow', { most })] : [])],
    buttons: [
      ...people.map(({ id, name, nip, active, joined }): ScreenButton[] => {
        const mark = active ? (joined ? '✅' : '▫️') : '🚫';
        return [{ label: say('find.person', { mark, name, nip }), data: personAction.data(id) }];
      }),
      [{ label: say('roster.search'), data: findAgainAction.data() }],
      [{ label: say('menu.pegawai'), data: commandData('pegawai') }, menuButton],
    ],
  };
}
