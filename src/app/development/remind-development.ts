import { today } from '../../domain/calendar.ts';
import { isWorkingTime } from '../../domain/working-time.ts';
import { zoneSchema, zones } from '../../domain/zone.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { Tx } from '../../storage/database.ts';
import { type DueDevelopment, findDueDevelopment, noteDevelopmentTold } from '../../storage/due-development.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { enqueue } from '../../storage/outbox.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { groupBy } from '../core/group-by.ts';
import { commandData } from '../core/menu-button.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Screen } from '../core/screen.ts';
import { developmentData } from './development-data.ts';

/** Items taken in one transaction. */
const batch = 500;
/** Items named one by one; whoever has more finds them in the plan. */
const mostNamed = 8;

/**
 * Reminds of development plans (DOMAIN.md §3): 7 days before, on the day, and three days after with the question whether it was done, to the supervisor too. One digest
 * a person, in working time of their zone, each step once. Safe to call at any time, late, doubled or from several processes. Answers how many digests were queued.
 */
export async function remindDevelopment(app: App): Promise<number> {
  const now = app.now();
  const holidays = await listHolidays(app.database.client);
  const days = zones
    .filter((zone) => isWorkingTime(now, zone, holidays))
    .map((zone) => ({ zone, today: today(zone, now) }));
  if (days.length === 0) return 0;
  let told = 0;
  for (;;) {
    const batchTold = await withTransaction(app.database, (tx) => remindBatch(app, tx, days, now));
    told += batchTold.told;
    if (batchTold.found < batch) break;
  }
  if (told > 0) app.wakeSender();
  return told;
}

async function remindBatch(app: App, tx: Tx, days: Parameters<typeof findDueDevelopment>[1], now: Date) {
  const due = await findDueDevelopment(tx, days, zoneSchema.parse(app.settings.timeZone), batch);
  await noteDevelopmentTold(tx, due);
  const digests = [...groupBy(due, ({ recipientId }) => recipientId).values()];
  const told = await enqueue(
    tx,
    digests.flatMap((items) => {
      const [first] = items;
      return first
        ? [
            {
              chatId: first.telegramId,
              kind: 'reminder',
              message: renderNotice(digestScreen(items), first.locale ?? app.settings.locale),
              mustArrive: false,
              dedupeKey: `development:${first.recipientId}:${first.itemId}:${first.rung}`,
              dueAt: now,
            },
          ]
        : [];
    }),
  );
  return { found: due.length, told };
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
