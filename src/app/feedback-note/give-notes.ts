import { noteWeek, writersOfABatch } from '../../domain/unnamed-notes.ts';
import type { Zone } from '../../domain/zone.ts';
import { say } from '../../i18n/words.ts';
import { findChats } from '../../storage/account.ts';
import { giveUnnamedNotes } from '../../storage/feedback-note.ts';
import { enqueue } from '../../storage/outbox.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { renderNotice } from '../core/render-screen.ts';
import { findWorkingPlaces } from '../reminder/working-places.ts';
import { openNotesData } from './note-data.ts';

/** Receivers in one transaction. */
const receiversAtOnce = 300;

/**
 * Hands over the unnamed notes of earlier weeks (`domain/unnamed-notes.ts`), in working time of the receiver's zone, with one message a receiver that holds no word of them. A
 * late, doubled or missed call changes nothing: what was given is marked in the transaction that tells. Answers how many receivers got something.
 */
export async function giveNotes(app: App): Promise<number> {
  const now = app.now();
  const places = await findWorkingPlaces(app, now);
  if (places === null) return 0;
  let receivers = 0;
  for (const zone of places.awake) {
    const units = [...places.zones].filter(([, its]) => its === zone).map(([id]) => id);
    for (let given = receiversAtOnce; given === receiversAtOnce && !app.stopping.aborted; receivers += given)
      given = await giveBatch(app, { zone, units, now });
  }
  if (receivers > 0) app.wakeSender();
  return receivers;
}

function giveBatch(
  app: App,
  { zone, units, now }: { readonly zone: Zone; readonly units: readonly number[]; readonly now: Date },
): Promise<number> {
  const week = noteWeek(now, zone);
  return withTransaction(app.database, async (tx) => {
    const counts = await giveUnnamedNotes(tx, {
      ...week,
      writers: writersOfABatch,
      units,
      now,
      limit: receiversAtOnce,
    });
    const chats = await findChats(tx, [...counts.keys()]);
    await enqueue(
      tx,
      chats.map(({ telegramId, locale, employeeId }) => ({
        chatId: telegramId,
        kind: 'notice',
        message: renderNotice(
          {
            lines: [say('note.batch', { count: counts.get(employeeId) ?? 0 })],
            buttons: [[{ label: say('note.received'), data: openNotesData('received', 0) }]],
          },
          locale ?? app.settings.locale,
        ),
        mustArrive: true,
        dedupeKey: `feedback-batch:${employeeId}:${week.monday}`,
        dueAt: now,
      })),
    );
    return counts.size;
  });
}
