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

/** One line of the trail with its time; whom it was about only where HR gave a reason. */
export function trailLine(entry: TrailEntry, zone: string, withSubject: boolean): Words {
  return say('audit-trail.line', {
    at: { at: entry.at.toISOString(), zone },
    actor: actorWords(entry.actor),
    act: actWords(entry.action),
    about: withSubject && entry.subject ? say('audit-trail.about-person', { name: entry.subject.name }) : { html: '' },
    reason: withSubject && entry.reason ? say('audit-trail.reason', { reason: entry.reason }) : { html: '' },
  });
}
