import { noteWeek, writersOfABatch } from '../../domain/unnamed-notes.ts';
import { isWorkingTime } from '../../domain/working-time.ts';
import { type Zone, zoneSchema, zones } from '../../domain/zone.ts';
import { say } from '../../i18n/words.ts';
import { findChats } from '../../storage/account.ts';
import { giveUnnamedNotes } from '../../storage/feedback-note.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { enqueue } from '../../storage/outbox.ts';
import { listUnitZones } from '../../storage/unit-zone.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { renderNotice } from '../core/render-screen.ts';
import { openNotesData } from './note-data.ts';

/** Receivers in one transaction. */
const receiversAtOnce = 300;

/**
 * Hands over the unnamed notes of earlier weeks (`domain/unnamed-notes.ts`), in working time of the receiver's zone, with one message a receiver that holds no word of them. A
 * late, doubled or missed call changes nothing: what was given is marked in the transaction that tells. Answers how many receivers got something.
 */
export async function giveNotes(app: App): Promise<number> {
  const now = app.now();
  const { client } = app.database;
  const holidays = await listHolidays(client);
  const awake = zones.filter((zone) => isWorkingTime(now, zone, holidays));
  if (awake.length === 0) return 0;
  const zoneOfUnit = await listUnitZones(client, zoneSchema.parse(app.settings.timeZone));
  let receivers = 0;
  for (const zone of awake) {
    const units = [...zoneOfUnit].filter(([, its]) => its === zone).map(([id]) => id);
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
