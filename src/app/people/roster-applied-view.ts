import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';

const count = z.number().int();

/** What an import did, and what comes next. */
export const rosterAppliedView = defineView(
  'roster-applied',
  z.object({ created: count, updated: count, unchanged: count, units: count, deactivated: count }),
  async (_scene, counts) => ({
    lines: [say('roster.applied', counts), '', say('roster.applied-next')],
    buttons: [[{ label: say('roster.to-links'), data: commandData('undangan') }], [menuButton]],
  }),
);
