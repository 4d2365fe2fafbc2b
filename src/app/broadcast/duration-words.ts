import { say, type Words } from '../../i18n/words.ts';

/** How long so many messages take at `rate` a second, rounded up to minutes. */
export function durationWords(messages: number, rate: number): Words {
  const minutes = Math.ceil(messages / rate / 60);
  if (messages / rate < 60) return say('broadcast.duration-moment');
  if (minutes < 60) return say('broadcast.duration-minutes', { minutes });
  return say('broadcast.duration-hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
