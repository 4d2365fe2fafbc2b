import { z } from 'zod';
import { invitationDays } from '../../domain/invitation.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { revokeInvitations } from '../../storage/invitation.ts';
import { findPerson, type PersonRow, setActive } from '../../storage/person.ts';
import { countWaitingFor } from '../../storage/rater-needs.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { issueInvitations } from './issue-invitations.ts';
import { joinLink } from './join-code.ts';
import { sendToSelf } from './send-to-self.ts';
import { shownArgs } from './shown-view.ts';
import { tellActivated, tellDeactivated } from './tell-deactivated.ts';

const stepArgs = z.tuple([numberArg, z.enum(['ask', 'yes'])]);
type StepArgs = z.output<typeof stepArgs>;

/** A new join link for one employee. Asked about first where they have joined: the new one is for another phone and will cut the old chat off. */
export const newLinkAction = defineAction(
  'person-link',
  stepArgs,
  pressFor('issue-invitations', stepping('link', newLink)),
);

/** Takes somebody off the roster. */
export const deactivateAction = defineAction(
  'person-off',
  stepArgs,
  pressFor('import-roster', stepping('off', deactivate)),
);

/** Puts somebody back on the roster. */
export const activateAction = defineAction('person-on', stepArgs, pressFor('import-roster', stepping('on', activate)));

const changes = ['link', 'off', 'on'] as const;
type Change = (typeof changes)[number];

/** Asks before a change to one employee is made. */
export const personQuestionView = defineView(
  'person-question',
  z.object({ id: z.number().int(), change: z.enum(changes) }),
  screenFor('import-roster', renderQuestion),
);

/** First the question, then the change; a second tap finds another screen and changes nothing. */
function stepping(change: Change, make: (scene: Scene, person: PersonRow) => Promise<Outcome>) {
  return async (scene: Scene, [id, step]: StepArgs): Promise<Outcome> => {
    const person = await findPerson(scene.tx, id, scene.now);
    if (!person) return tell(say('person.unknown'));
    if (step === 'ask') return show(personQuestionView.of({ id, change }));
    const asked = shownArgs(scene, 'person-question', z.object({ id: z.literal(id), change: z.literal(change) }));
    const card = shownArgs(scene, 'person', z.object({ id: z.literal(id) }));
    const mayGoOn = asked !== null || (card !== null && change === 'link' && person.joinedAt === null);
    return mayGoOn ? make(scene, person) : { kind: 'stale' };
  };
}

async function newLink(scene: Scene, person: PersonRow): Promise<Outcome> {
  if (!person.active) return tell(say('person.inactive'));
  const [issued] = await issueInvitations(scene.tx, [person.id], scene.now);
  if (!issued) throw new Error('A link was asked for and none was made.');
  const link = joinLink(scene.botUsername, issued.code);
  await sendToSelf(scene, {
    lines: [say('person.link', { name: person.name, link, days: invitationDays })],
    buttons: [[{ label: say('person.copy'), copy: link }]],
  });
  await audit(scene, 'link-issued', { employeeId: person.id });
  return tell(say('person.link-sent', { name: person.name }));
}

async function deactivate(scene: Scene, person: PersonRow): Promise<Outcome> {
  if (person.id === scene.actor.employee?.id) return tell(refuse('deactivate-self'));
  const ids = await setActive(scene.tx, [person.nip], false, scene.now);
  await revokeInvitations(scene.tx, ids, scene.now);
  await tellDeactivated(scene, ids);
  for (const employeeId of ids) await audit(scene, 'employee-deactivated', { employeeId });
  const done = say('person.deactivated', { name: person.name });
  const waiting = await countWaitingFor(scene.tx, person.id);
  return tell(waiting === 0 ? done : { list: [done, say('person.off-rater', { count: waiting })], by: ' ' });
}

async function activate(scene: Scene, person: PersonRow): Promise<Outcome> {
  const ids = await setActive(scene.tx, [person.nip], true, scene.now);
  await tellActivated(scene, ids);
  for (const employeeId of ids) await audit(scene, 'employee-activated', { employeeId });
  return tell(say('person.activated', { name: person.name }));
}

async function renderQuestion(
  scene: Scene,
  { id, change }: { readonly id: number; readonly change: Change },
): Promise<Screen> {
  const person = await findPerson(scene.tx, id, scene.now);
  if (!person || !scene.actor.isHr) return { lines: [say('person.unknown')], buttons: [[menuButton]] };
  const action = { link: newLinkAction, off: deactivateAction, on: activateAction }[change];
  return {
    lines: question(person, change),
    buttons: [
      [{ label: say(`person.yes-${change}`), data: action.data(id, 'yes') }],
      [{ label: say('person.no'), data: `person:${id}` }],
    ],
  };
}

function question(person: PersonRow, change: Change): readonly Words[] {
  const { name, staff } = person;
  return [
    say(`person.ask-${change}`, { name }),
    ...(change === 'off' && staff > 0 ? ['', say('person.ask-off-staff', { count: staff })] : []),
  ];
}
