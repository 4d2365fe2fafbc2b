import { today } from '../../domain/calendar.ts';
import { zoneSchema } from '../../domain/zone.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { TrailActor, TrailEntry } from '../../storage/audit-trail.ts';
import { actWords } from './act-words.ts';

/** Who acted, for HR. */
export function actorWords(actor: TrailActor): Words {
  switch (actor.kind) {
    case 'employee':
      return actor.name;
    case 'hr':
      return say('audit-trail.hr');
    case 'nobody':
      return say('audit-trail.nobody');
    default:
      return actor satisfies never;
  }
}

/** When it was; only the day of what was done without a name. */
export function timeWords({ at, timed }: Pick<TrailEntry, 'at' | 'timed'>, zone: string): Words {
  return timed ? { at: at.toISOString(), zone } : { date: today(zoneSchema.parse(zone), at) };
}

/** One line of the trail with its time; whom it was about only where HR gave a reason. */
export function trailLine(entry: TrailEntry, zone: string, withSubject: boolean): Words {
  return say('audit-trail.line', {
    at: timeWords(entry, zone),
    actor: actorWords(entry.actor),
    act: actWords(entry.action),
    about: withSubject && entry.subject ? say('audit-trail.about-person', { name: entry.subject.name }) : { html: '' },
    reason: withSubject && entry.reason ? say('audit-trail.reason', { reason: entry.reason }) : { html: '' },
  });
}
