import { createHmac } from 'node:crypto';
import type { CalendarDate } from '../../domain/calendar.ts';
import { daySalt } from '../../storage/citizen-salt.ts';
import type { Scene } from '../core/scene.ts';

/** What is kept of the chat that rates: the same all day, another the next, and untraceable once the day's secret is forgotten. */
export async function visitorOf({ tx, actor }: Scene, day: CalendarDate): Promise<string> {
  return createHmac('sha256', await daySalt(tx, day))
    .update(`${actor.telegramId} ${day}`)
    .digest('hex');
}
