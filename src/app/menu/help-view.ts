import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';

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
  buttons: [[menuButton]],
}));
