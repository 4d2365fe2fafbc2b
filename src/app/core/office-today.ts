import { type CalendarDate, today } from '../../domain/calendar.ts';
import { zoneSchema } from '../../domain/zone.ts';
import type { Scene } from './scene.ts';

/** What day it is at the office (TIME_ZONE), for what ends for everybody at once. */
export function officeToday({ settings, now }: Pick<Scene, 'settings' | 'now'>): CalendarDate {
  return today(zoneSchema.parse(settings.timeZone), now);
}
