import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { concernData } from '../concern/concern-data.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';

/** What the bot is for and every command this person may use, each in one line. */
export const helpView = defineView('help', z.object({}), async ({ actor, registry }) => ({
  lines: [
    say('help.about'),
    '',
    ...[...registry.commands.values()]
      .filter((command) => command.allows(actor))
      .map((command) => say('help.command', { command: command.name, description: say(command.description) })),
    '',
    say('help.more'),
  ],
  buttons: [
    ...(allowed('view-faq')(actor)
      ? [
          [
            { label: say('concern.faq'), data: concernData.faq(0) },
            { label: say('menu.aspirasi'), data: commandData('aspirasi') },
          ],
        ]
      : []),
    [menuButton],
  ],
}));
