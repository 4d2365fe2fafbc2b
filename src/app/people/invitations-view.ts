import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { listUnjoined, type Unjoined } from '../../storage/invitation.ts';
import { findUnit, listUnitsWithUnjoined, type UnitRow } from '../../storage/unit.ts';
import { type Command, defineAction, defineView, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { sendInvitations } from './send-invitations.ts';
import { shownArgs } from './shown-view.ts';

const argsSchema = z.object({ unitId: z.number().int().nullable(), page: z.number().int() });
type Args = z.output<typeof argsSchema>;
const unitsAPage = 8;

/** Opens a unit (0: the top) at a page of its sub-units. */
export const unitAction = defineAction(
  'invite-unit',
  z.tuple([numberArg, numberArg]),
  pressFor('issue-invitations', async (_scene, [unitId, page]: readonly [number, number]) =>
    show(invitationsView.of({ unitId: unitId === 0 ? null : unitId, page })),
  ),
);

/** Makes the links: for everybody who has not joined (`all`), or only for those without a link that still works (`new`). */
export const inviteAction = defineAction(
  'invite',
  z.tuple([numberArg, z.enum(['all', 'new'])]),
  pressFor('issue-invitations', invite),
);

/** Whom to make join links for: everybody, or one unit with its sub-units. */
export const invitationsView = defineView('invitations', argsSchema, screenFor('issue-invitations', renderInvitations));

/** /undangan */
export const invitationsCommand: Command = {
  name: 'undangan',
  description: 'command.undangan',
  menu: 'menu.undangan',
  allows: allowed('issue-invitations'),
  run: async () => show(invitationsView.of({ unitId: null, page: 0 })),
};

async function invite(scene: Scene, [unitId, whom]: readonly [number, 'all' | 'new']): Promise<Outcome> {
  const shown = shownArgs(scene, 'invitations', argsSchema);
  if (!shown || (shown.unitId ?? 0) !== unitId) return { kind: 'stale' };
  return sendInvitations(scene, shown.unitId, whom);
}

async function renderInvitations(scene: Scene, { unitId, page }: Args): Promise<Screen> {
  const unit = unitId === null ? null : await findUnit(scene.tx, unitId);
  const unjoined = await listUnjoined(scene.tx, unit?.id ?? null, scene.now);
  const units = (await listUnitsWithUnjoined(scene.tx, unit?.id ?? null)).filter((each) => each.unjoined > 0);
  const fresh = unjoined.filter(({ invited }) => !invited).length;
  return {
    lines: [
      say('invite.heading'),
      unit ? say('invite.unit', { unit: unit.path }) : say('invite.everybody'),
      '',
      ...standing(unjoined, fresh),
      ...(units.length > 0 ? ['', say('invite.choose-unit')] : []),
    ],
    buttons: [
      ...issueButtons(unit, unjoined.length, fresh),
      ...units.slice(page * unitsAPage, (page + 1) * unitsAPage).map((each) => [
        {
          label: say('invite.open-unit', { name: each.name, count: each.unjoined }),
          data: unitAction.data(each.id, 0),
        },
      ]),
      ...turnPage(unit?.id ?? 0, page, units.length),
      ...(unit ? [[{ label: say('invite.up'), data: unitAction.data(unit.parentId ?? 0, 0) }]] : []),
      [{ label: say('menu.pegawai'), data: commandData('pegawai') }, menuButton],
    ],
  };
}

function standing(unjoined: readonly Unjoined[], fresh: number): readonly Words[] {
  if (unjoined.length === 0) return [say('invite.nobody')];
  return [
    say('invite.unjoined', { count: unjoined.length }),
    ...(fresh < unjoined.length ? [say('invite.invited-before', { count: unjoined.length - fresh })] : []),
  ];
}

function issueButtons(unit: UnitRow | null, all: number, fresh: number): readonly (readonly ScreenButton[])[] {
  const id = unit?.id ?? 0;
  const onlyNew = { label: say('invite.new', { count: fresh }), data: inviteAction.data(id, 'new') };
  const everybody = { label: say('invite.all', { count: all }), data: inviteAction.data(id, 'all') };
  if (all === 0) return [];
  return fresh > 0 && fresh < all ? [[onlyNew], [everybody]] : [[everybody]];
}

function turnPage(unitId: number, page: number, units: number): readonly (readonly ScreenButton[])[] {
  const ways = [
    ...(page > 0 ? [{ label: say('invite.previous'), data: unitAction.data(unitId, page - 1) }] : []),
    ...((page + 1) * unitsAPage < units
      ? [{ label: say('invite.next'), data: unitAction.data(unitId, page + 1) }]
      : []),
  ];
  return ways.length > 0 ? [ways] : [];
}
