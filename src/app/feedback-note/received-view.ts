import { z } from 'zod';
import { today } from '../../domain/calendar.ts';
import type { Zone } from '../../domain/zone.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { countNotes, listReceivedNotes, type ReceivedNote } from '../../storage/feedback-note.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { defineView } from '../core/feature.ts';
import { groupBy } from '../core/group-by.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { openNotesData, thankData } from './note-data.ts';
import { notesPage, notesPerPage } from './note-pages.ts';
import { fromWords, kindWords } from './note-words.ts';

/** Notes for the person at hand: by month, without time or order within it. */
export const receivedView = defineView('notes-received', z.object({ page: z.number().int().nonnegative() }), render);

async function render(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const { employee } = scene.actor;
  if (!employee) return { lines: [refuse('join-first')], buttons: [[menuButton]] };
  const { received } = await countNotes(scene.tx, employee.id);
  const zone = await zoneOf(scene, employee.unitId);
  const at = notesPage(received, page);
  const notes = await listReceivedNotes(scene.tx, employee.id, zone, { skip: at * notesPerPage, take: notesPerPage });
  const numbered = notes.map((note, index) => ({ ...note, number: at * notesPerPage + index + 1 }));
  return {
    lines: [
      say('note.received-heading'),
      ...(received === 0 ? ['', say('note.received-none')] : ['', say('note.received-how')]),
      ...[...groupBy(numbered, ({ givenAt }) => today(zone, givenAt).slice(0, 7)).values()].flatMap((month) => [
        '',
        say('note.month', { month: monthOf(month[0]?.givenAt ?? scene.now, zone) }),
        ...month.flatMap((note) => ['', noteLine(note)]),
      ]),
    ],
    buttons: [
      numbered.map(({ token, number }) => ({ label: say('note.thank', { number }), data: thankData(token) })),
      ...pageRow({ page: at, size: notesPerPage, total: received, data: (to) => openNotesData('received', to) }),
      [{ label: say('note.back'), data: commandData('umpanbalik') }, menuButton],
    ].filter((row) => row.length > 0),
    protect: true,
  };
}

function noteLine({ number, kind, from, text }: ReceivedNote & { readonly number: number }): Words {
  return say('note.line', { number, kind: kindWords(kind), from: fromWords(from), text: { html: text } });
}

/** A month with its year in each language: all that is told of when a note was given. */
function monthOf(at: Date, timeZone: Zone): Words {
  const name = (locale: string) =>
    new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone }).format(at);
  return { id: name('id-ID'), en: name('en-GB') };
}
