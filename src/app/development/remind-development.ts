import { zoneSchema } from '../../domain/zone.ts';
import { say, type Words } from '../../i18n/words.ts';
import {
  type DevelopmentDay,
  type DueDevelopment,
  findDevelopmentRecipients,
  lockDueDevelopment,
  noteDevelopmentTold,
} from '../../storage/due-development.ts';
import { enqueue, type Notice } from '../../storage/outbox.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { groupBy } from '../core/group-by.ts';
import { commandData } from '../core/menu-button.ts';
import type { Screen } from '../core/screen.ts';
import { remindInBatches, roomForReminders } from '../reminder/remind-in-batches.ts';
import { reminderNotice } from '../reminder/reminder-notice.ts';
import { findWorkingPlaces, type WorkingPlaces } from '../reminder/working-places.ts';
import { developmentData } from './development-data.ts';

/** Items named one by one; whoever has more finds them in the plan. */
const mostNamed = 8;

/**
 * Reminds of development plans (DOMAIN.md §3): 7 days before, on the day, and three days after with the question whether it was done, to the supervisor too. One digest
 * a person, in working time of their zone, each step once. Safe to call at any time, late, doubled or from several processes. Answers how many digests were queued.
 */
export async function remindDevelopment(app: App): Promise<number> {
  const now = app.now();
  const places = await findWorkingPlaces(app, now);
  if (places === null) return 0;
  const at: DevelopmentDay = { day: places.day, zone: zoneSchema.parse(app.settings.timeZone) };
  const room = await roomForReminders(app);
  const recipients = await findDevelopmentRecipients(app.database.client, at, places.units, room);
  return remindInBatches(app, recipients, (some) =>
    withTransaction(app.database, async (tx) => {
      // Whoever came into a unit only now, whose zone nobody knows yet, is found by the next look.
      const due = (await lockDueDevelopment(tx, at, some)).filter(({ unitId }) => places.zones.has(unitId));
      await noteDevelopmentTold(tx, due);
      const digests = [...groupBy(due, ({ recipientId }) => recipientId).values()];
      return enqueue(
        tx,
        digests.flatMap((items) => digest(app, places, items, now)),
      );
    }),
  );
}

function digest(app: App, { zones }: WorkingPlaces, items: readonly DueDevelopment[], now: Date): readonly Notice[] {
  const [first] = items;
  const zone = first && zones.get(first.unitId);
  if (!zone) return [];
  return [
    reminderNotice(app, first, {
      kind: 'development-reminder',
      screen: digestScreen(items),
      key: `development:${first.recipientId}:${first.itemId}:${first.rung}`,
      zone,
      about: items.map(({ itemId }) => itemId),
      now,
    }),
  ];
}

function digestScreen(items: readonly DueDevelopment[]): Screen {
  const named = items.slice(0, mostNamed);
  return {
    lines: [
      say('develop.remind-heading'),
      '',
      ...named.map(itemLine),
      ...(items.length > named.length ? [say('reminder.more', { count: items.length - named.length })] : []),
    ],
    buttons: [
      ...named.map(({ itemId, text }, index) => [
        {
          label: say('develop.open', { number: index + 1, text: { html: text } }),
          data: developmentData.item(itemId),
        },
      ]),
      ...(items.length > named.length ? [[{ label: say('develop.see-plan'), data: commandData('pengembangan') }]] : []),
    ],
  };
}

function itemLine({ own, rung, text, dueOn, employee }: DueDevelopment): Words {
  const params = { text: { html: text }, date: { date: dueOn } };
  return own ? say(`develop.remind-${rung}`, params) : say('develop.remind-staff', { ...params, employee });
}
