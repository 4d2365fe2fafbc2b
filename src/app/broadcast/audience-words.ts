import type { Audience } from '../../domain/audience.ts';
import { say, type Words } from '../../i18n/words.ts';

/** Whom a broadcast is for, to stand after "for". */
export function audienceWords(audience: Audience): Words {
  switch (audience.kind) {
    case 'all':
      return say('broadcast.audience-all');
    case 'unit':
      return say('broadcast.audience-unit', { unit: audience.unitPath });
    case 'role':
      return say(`broadcast.audience-${audience.role}`);
    case 'unfinished':
      return say(`broadcast.audience-${audience.task}`);
    default:
      return audience satisfies never;
  }
}
