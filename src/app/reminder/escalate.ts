import { addDays, type CalendarDate, today } from '../../domain/calendar.ts';
import { escalatesAfterDays } from '../../domain/reminder.ts';
import { nextWorkingTime } from '../../domain/working-time.ts';
import { type Zone, zoneSchema } from '../../domain/zone.ts';
import type { Locale } from '../../i18n/words.ts';
import { findHrChats } from '../../storage/account.ts';
import { type LateSupervisor, noteLateReviews } from '../../storage/late-review.ts';
import { enqueue, type Notice } from '../../storage/outbox.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { groupBy } from '../core/group-by.ts';
import { renderNotice } from '../core/render-screen.ts';
import { escalationScreen } from './escalation-screen.ts';

/** Reviews seven days late: the supervisor's superior and HR are told once, each in their own working time. Answers how many messages were queued. */
export function escalate(
  app: App,
  zones: ReadonlyMap<number, Zone>,
  holidays: ReadonlySet<CalendarDate>,
  now: Date,
): Promise<number> {
  const home = zoneSchema.parse(app.settings.timeZone);
  const lateSince = addDays(today(home, now), -escalatesAfterDays);
  return withTransaction(app.database, async (tx) => {
    const late = await noteLateReviews(tx, lateSince, now);
    if (late.length === 0) return 0;
    const notice = (to: Recipient, supervisors: readonly LateSupervisor[], forHr: boolean): Notice => ({
      chatId: to.telegramId,
      kind: 'escalation',
      message: renderNotice(escalationScreen(supervisors, forHr), to.locale ?? app.settings.locale),
      mustArrive: false,
      dedupeKey: null,
      dueAt: nextWorkingTime(now, to.zone, holidays),
    });
    const hr = (await findHrChats(tx, app.settings.hrTelegramIds)).map((chat) => ({ ...chat, zone: home }));
    const withSuperior = late.flatMap((one) => (one.superior === null ? [] : [{ ...one, superior: one.superior }]));
    const bySuperior = [...groupBy(withSuperior, ({ superior }) => superior.telegramId).values()];
    return enqueue(tx, [
      ...bySuperior.flatMap((supervisors) => {
        const [one] = supervisors;
        if (!one) return [];
        return [notice({ ...one.superior, zone: zones.get(one.superior.unitId) ?? home }, supervisors, false)];
      }),
      ...hr.map((to) => notice(to, late, true)),
    ]);
  });
}

interface Recipient {
  readonly telegramId: number;
  readonly locale: Locale | null;
  readonly zone: Zone;
}
