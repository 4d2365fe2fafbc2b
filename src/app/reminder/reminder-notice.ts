import { endOfWork } from '../../domain/working-time.ts';
import type { Zone } from '../../domain/zone.ts';
import type { Chat } from '../../storage/account.ts';
import type { ReminderKind } from '../../storage/late-reminders.ts';
import type { Notice } from '../../storage/outbox.ts';
import type { App } from '../core/app.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Screen } from '../core/screen.ts';

/** A reminder that leaves now, in the reader's language: never doubled, and taken back together with the steps noted for `about` when the reader's working day ends before it has left. */
export function reminderNotice(
  { settings }: Pick<App, 'settings'>,
  { telegramId, locale }: Chat,
  reminder: {
    readonly kind: ReminderKind;
    readonly screen: Screen;
    readonly key: string;
    /** Where the reader is. */
    readonly zone: Zone;
    readonly about: readonly number[];
    readonly now: Date;
  },
): Notice {
  const { kind, screen, key, zone, about, now } = reminder;
  return {
    chatId: telegramId,
    kind,
    message: renderNotice(screen, locale ?? settings.locale),
    mustArrive: false,
    dedupeKey: key,
    dueAt: now,
    inTime: { until: endOfWork(now, zone), about },
  };
}
