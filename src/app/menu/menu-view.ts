import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { defineView } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { offeredCommands } from './offered-commands.ts';

/** What the person may do, as buttons, under what is open for them now. */
export const menuView = defineView('menu', z.object({}), renderMenu);

async function renderMenu(scene: Scene): Promise<Screen> {
  const { actor, registry } = scene;
  // One after the other: a transaction is one connection.
  const status: Words[] = [];
  for (const feature of registry.features) status.push(...((await feature.status?.(scene)) ?? []));
  const buttons = (await offeredCommands(scene)).flatMap((command) =>
    command.menu === null ? [] : [{ label: say(command.menu), data: commandData(command.name) }],
  );
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
    buttons: inPairs(buttons),
  };
}

function inPairs<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}
