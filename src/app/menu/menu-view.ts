import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { hasConversation } from '../../storage/conversation.ts';
import { defineAction, defineView, show } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { type MenuCommand, type MenuPart, menuPart } from './menu-groups.ts';
import { offeredCommands } from './offered-commands.ts';

const part = z.enum(['own', 'more']);

/** What the person may do first, as buttons, under what is open for them now. */
export const menuView = defineView('menu', z.object({}), renderMenu);

/** The rest of the menu, behind a button of the first screen. */
export const menuPartView = defineView('menu-part', z.object({ part }), renderPart);

export const openMenuPart = defineAction('menu.part', z.tuple([part]), async (_scene, [opened]) =>
  show(menuPartView.of({ part: opened })),
);

async function renderMenu(scene: Scene): Promise<Screen> {
  const { actor, registry } = scene;
  // One after the other: a transaction is one connection.
  const status: Words[] = [];
  for (const feature of registry.features) status.push(...((await feature.status?.(scene)) ?? []));
  const offered = await offeredCommands(scene);
  const paused = await hasConversation(scene.tx, actor.telegramId);
  const further = part.options.filter((name) => menuPart(actor, offered, name).length > 0);
  return {
    lines: [
      say('menu.greeting', { name: actor.employee?.name ?? actor.account.firstName }),
      ...(actor.employee
        ? [say('menu.place', { position: actor.employee.position, unit: actor.employee.unitPath })]
        : []),
      '',
      ...(status.length > 0 ? [...status, ''] : []),
      say('menu.choose'),
    ],
    buttons: [
      ...(paused ? [[{ label: say('menu.lanjut'), data: commandData('lanjut') }]] : []),
      ...inPairs(menuPart(actor, offered, 'first').map(commandButton)),
      further.map((name) => ({ label: labelOf(name), data: openMenuPart.data(name) })),
    ],
  };
}

async function renderPart(scene: Scene, { part: opened }: { readonly part: Exclude<MenuPart, 'first'> }) {
  return {
    lines: [say(`menu.part-${opened}`)],
    buttons: [...inPairs(menuPart(scene.actor, await offeredCommands(scene), opened).map(commandButton)), [menuButton]],
  };
}

function labelOf(name: z.output<typeof part>) {
  return say(`menu.to-${name}`);
}

function commandButton({ name, menu }: MenuCommand): ScreenButton {
  return { label: say(menu), data: commandData(name) };
}

function inPairs<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}
