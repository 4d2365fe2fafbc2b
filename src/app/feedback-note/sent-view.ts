import { z } from 'zod';
import { today } from '../../domain/calendar.ts';
import { refuse, say } from '../../i18n/words.ts';
import { countNotes, listSentNotes } from '../../storage/feedback-note.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { openNotesData } from './note-data.ts';
import { notesPage, notesPerPage } from './note-pages.ts';
import { kindWords } from './note-words.ts';

/** What the person at hand wrote to others; only they see it. */
export const sentView = defineView('notes-sent', z.object({ page: z.number().int().nonnegative() }), render);

async function render(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const { employee } = scene.actor;
  if (!employee) return { lines: [refuse('join-first')], buttons: [[menuButton]] };
  const { sent } = await countNotes(scene.tx, employee.id);
  const zone = await zoneOf(scene, employee.unitId);
  const at = notesPage(sent, page);
  const notes = await listSentNotes(scene.tx, employee.id, { skip: at * notesPerPage, take: notesPerPage });
  return {
    lines: [
      say('note.sent-heading'),
      ...(sent === 0 ? ['', say('note.sent-none')] : []),
      ...notes.flatMap(({ kind, to, at: sentAt, named, text }) => [
        '',
        say('note.sent-line', {
          kind: kindWords(kind),
          to,
          date: { date: today(zone, sentAt) },
          sign: say(named ? 'note.signed' : 'note.unsigned'),
          text: { html: text },
        }),
      ]),
    ],
    buttons: [
      ...pageRow({ page: at, size: notesPerPage, total: sent, data: (to) => openNotesData('sent', to) }),
      [{ label: say('note.back'), data: commandData('umpanbalik') }, menuButton],
    ].filter((row) => row.length > 0),
    protect: true,
  };
}
