import { addDays, type CalendarDate } from './calendar.ts';
import type { Windows } from './windows.ts';

/** The steps of a period that HR tells everybody about, in order. */
export const announcements = ['before', 'opening', 'week-left', 'reviews', 'released'] as const;
export type Announcement = (typeof announcements)[number];

/** Which step is to be told next, by where the period stands and what day it is. */
export function nextAnnouncement(
  period: { readonly state: 'draft' | 'open' | 'closed' | 'released'; readonly windows: Windows },
  today: CalendarDate,
): Announcement {
  const { selfClosesOn } = period.windows;
  switch (period.state) {
    case 'draft':
      return 'before';
    case 'open':
      if (today > selfClosesOn) return 'reviews';
      return today >= addDays(selfClosesOn, -7) ? 'week-left' : 'opening';
    case 'closed':
    case 'released':
      return 'released';
    default:
      return period.state satisfies never;
  }
}
