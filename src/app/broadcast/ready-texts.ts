import type { Framework } from '../../domain/framework.ts';
import type { Lesson } from '../../domain/lesson.ts';
import type { Announcement } from '../../domain/next-announcement.ts';
import { say } from '../../i18n/words.ts';
import type { PeriodRow } from '../../storage/period.ts';
import type { ReadyBroadcast } from './compose-broadcast.ts';

/** What is told at a step of a period, with its real dates and the framework's own words, and the button to what it is about. */
export function announcementOf(step: Announcement, { name, windows }: PeriodRow, framework: Framework): ReadyBroadcast {
  const words = [
    say(`ready.${step}`, {
      period: name,
      title: framework.title,
      about: framework.about,
      'self-opens': { date: windows.selfOpensOn },
      'self-closes': { date: windows.selfClosesOn },
      'review-closes': { date: windows.reviewClosesOn },
    }),
  ];
  switch (step) {
    case 'before':
      return { words, button: { kind: 'command', command: 'kerangka' } };
    case 'opening':
    case 'week-left':
      return { words, button: { kind: 'command', command: 'nilai' } };
    case 'reviews':
      return { words, button: { kind: 'command', command: 'tim' } };
    case 'released':
      return { words, button: { kind: 'command', command: 'hasil' } };
    default:
      return step satisfies never;
  }
}

/** An invitation to a lesson. */
export function lessonInvitation({ key, title, about }: Lesson): ReadyBroadcast {
  return { words: [say('ready.lesson', { title, about })], button: { kind: 'lesson', lesson: key } };
}
