import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { concernData } from '../concern/concern-data.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { offeredCommands } from './offered-commands.ts';

/** What the bot is for and every command this person may use, each in one line. */
export const helpView = defineView('help', z.object({}), renderHelp);

async function renderHelp(scene: Scene): Promise<Screen> {
  const offered = await offeredCommands(scene);
  return {
    lines: [
      say('help.about'),
      '',
      ...offered.map((command) =>
        say('help.command', { command: command.name, description: say(command.description) }),
      ),
      '',
      say('help.more'),
    ],
    buttons: [
      ...(offered.some(({ name }) => name === 'pelatihan')
        ? [[{ label: say('menu.pelatihan'), data: commandData('pelatihan') }]]
        : []),
      ...(allowed('view-faq')(scene.actor)
        ? [
            [
              { label: say('concern.faq'), data: concernData.faq(0) },
              { label: say('menu.aspirasi'), data: commandData('aspirasi') },
            ],
          ]
        : []),
      [menuButton],
    ],
  };
}
