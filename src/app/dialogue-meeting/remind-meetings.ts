import { addDays, type CalendarDate, instantOf, today } from '../../domain/calendar.ts';
import { isWorkingTime, nextWorkingTime } from '../../domain/working-time.ts';
import { type Zone, zoneSchema } from '../../domain/zone.ts';
import { say } from '../../i18n/words.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { enqueue, type Notice } from '../../storage/outbox.ts';
import { type ComingDialogue, listAgreedDialogues } from '../../storage/performance-dialogue.ts';
import { listUnitZones } from '../../storage/unit-zone.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { reminderNotice } from '../reminder/reminder-notice.ts';
import { meetingData } from './meeting-data.ts';

const day = 86_400_000;
/** A working day may lie that far before the meeting (a long holiday); nobody is asked for a record after that long. */
const daysAround = 14;

/**
 * Reminds both sides of their performance dialogue: on the last working day before, on the morning, and for the record once it is over; each once for each agreed time,
 * in working time of their own zone. Safe to call at any time, doubled or from several processes: the key of each message is unique for ever. Answers how many are new.
 */
export async function remindMeetings(app: App): Promise<number> {
  const now = app.now();
  const count = await withTransaction(app.database, async (tx) => {
    const from = new Date(now.getTime() - daysAround * day);
    const until = new Date(now.getTime() + daysAround * day);
    const coming = await listAgreedDialogues(tx, from, until);
    if (coming.length === 0) return 0;
    const holidays = await listHolidays(tx);
    const home = zoneSchema.parse(app.settings.timeZone);
    const zones = await listUnitZones(tx, home);
    return enqueue(
      tx,
      coming.flatMap((dialogue): Notice[] => {
        const zone = zones.get(dialogue.unitId) ?? home;
        const step = stepNow(dialogue, zone, now, holidays);
        return step === null ? [] : [noticeOf(app, dialogue, { zone, step, now })];
      }),
    );
  });
  if (count > 0) app.wakeSender();
  return count;
}

type Step = 'eve' | 'morning' | 'record';

function stepNow({ meetsAt }: ComingDialogue, zone: Zone, now: Date, holidays: ReadonlySet<CalendarDate>): Step | null {
  if (!isWorkingTime(now, zone, holidays)) return null;
  if (meetsAt <= now) return 'record';
  const present = today(zone, now);
  const meetsOn = today(zone, meetsAt);
  if (present === meetsOn) return 'morning';
  const next = today(zone, nextWorkingTime(instantOf(addDays(present, 1), 0, zone), zone, holidays));
  return next >= meetsOn ? 'eve' : null;
}

function noticeOf(
  app: App,
  dialogue: ComingDialogue,
  { zone, step, now }: { readonly zone: Zone; readonly step: Step; readonly now: Date },
): Notice {
  const { id, recipientId, other, meetsAt } = dialogue;
  const at = { at: meetsAt.toISOString(), zone };
  const screen = {
    lines: [say(`meeting.remind-${step}`, { other, at })],
    buttons: [[{ label: say('meeting.see'), data: meetingData.open(id) }]],
  };
  const key = `dialogue:${id}@${meetsAt.getTime()}:${step}:${recipientId}`;
  return reminderNotice(app, dialogue, { kind: 'dialogue-reminder', screen, key, zone, about: [], now });
}
