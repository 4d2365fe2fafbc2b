import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { findPerson, type PersonRow } from '../../storage/person.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { delegationData } from '../delegation/delegation-data.ts';
import { actorZone } from './actor-zone.ts';
import { activateAction, deactivateAction, newLinkAction } from './person-actions.ts';

/** Opens one employee's card; HR's look is put on the audit trail. */
export const personAction = defineAction(
  'person',
  z.tuple([numberArg]),
  pressFor('import-roster', (scene, [id]: readonly [number]) => openPerson(scene, id)),
);

/** One employee for HR: who they are, whether they joined, and what can be done about it. */
export const personView = defineView(
  'person',
  z.object({ id: z.number().int() }),
  screenFor('import-roster', renderPerson),
);

/** Shows an employee's card and records the look. */
export async function openPerson(scene: Scene, id: number): Promise<Outcome> {
  const person = await findPerson(scene.tx, id, scene.now);
  if (!person) return tell(say('person.unknown'));
  await audit(scene, 'employee-viewed', { employeeId: id });
  return show(personView.of({ id }));
}

async function renderPerson(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const person = await findPerson(scene.tx, id, scene.now);
  if (!person || !scene.actor.isHr) return { lines: [say('person.unknown')], buttons: [[menuButton]] };
  const zone = await actorZone(scene);
  return {
    lines: [
      say('person.name', { name: person.name }),
      say('welcome.nip', { nip: person.nip }),
      ...(person.position === '' ? [] : [say('welcome.position', { position: person.position })]),
      ...(person.grade === '' ? [] : [say('person.grade', { grade: person.grade })]),
      say('welcome.unit', { unit: person.unitPath }),
      say('welcome.supervisor', { supervisor: person.supervisor ?? say('welcome.no-supervisor') }),
      ...(person.staff > 0 ? [say('person.staff', { count: person.staff })] : []),
      ...(person.role === 'hr' ? [say('person.hr')] : []),
      '',
      ...standing(person, zone),
    ],
    buttons: [
      ...actionsFor(person, person.id === scene.actor.employee?.id),
      [{ label: say('roster.search'), data: 'find' }],
      [{ label: say('menu.pegawai'), data: commandData('pegawai') }, menuButton],
    ],
  };
}

function standing(person: PersonRow, zone: string): readonly Words[] {
  if (person.anonymised) return [say('retention.erased-person')];
  if (!person.active) return [say('person.inactive')];
  const joined = person.joinedAt
    ? say('person.joined', { at: { at: person.joinedAt.toISOString(), zone } })
    : say('person.not-joined');
  return [
    joined,
    ...(person.blocked ? [say('person.blocked')] : []),
    ...(person.linkUntil ? [say('person.link-until', { at: { at: person.linkUntil.toISOString(), zone } })] : []),
  ];
}

/** Nobody takes themselves off the roster. */
function actionsFor(person: PersonRow, self: boolean): readonly (readonly ScreenButton[])[] {
  if (person.anonymised) return [];
  if (!person.active) return [[{ label: say('person.activate'), data: activateAction.data(person.id, 'ask') }]];
  return [
    ...(person.staff > 0 ? [[{ label: say('menu.delegasi'), data: delegationData.show(person.id) }]] : []),
    [{ label: say('person.new-link'), data: newLinkAction.data(person.id, person.joinedAt ? 'ask' : 'yes') }],
    ...(self ? [] : [[{ label: say('person.deactivate'), data: deactivateAction.data(person.id, 'ask') }]]),
  ];
}
