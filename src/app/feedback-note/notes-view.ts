import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { countNotes } from '../../storage/feedback-note.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Screen } from '../core/screen.ts';
import { openNotesData } from './note-data.ts';

/** Where feedback at any time begins: write, received, sent. */
export const notesView = defineView('notes', z.object({}), async ({ tx, actor }): Promise<Screen> => {
  if (!actor.employee) return { lines: [refuse('join-first')], buttons: [[menuButton]] };
  const { received, sent } = await countNotes(tx, actor.employee.id);
  return {
    lines: [say('note.heading'), '', say('note.intro'), '', say('note.counts', { received, sent })],
    buttons: [
      [{ label: say('note.write'), data: 'note.write' }],
      [
        { label: say('note.received'), data: openNotesData('received', 0) },
        { label: say('note.sent'), data: openNotesData('sent', 0) },
      ],
      [menuButton],
    ],
  };
});
