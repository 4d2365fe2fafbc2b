import { say, type Words } from '../../i18n/words.ts';
import type { NoteKind, ReceivedNote } from '../../storage/feedback-note.ts';

/** A note as its receiver reads it when it arrives, and as its writer sees it before sending: the same words. */
export function arrivedWords(note: Pick<ReceivedNote, 'kind' | 'text' | 'from'>): Words {
  return say('note.arrived', {
    kind: kindWords(note.kind),
    from: fromWords(note.from),
    text: { html: note.text },
  });
}

export function kindWords(kind: NoteKind): Words {
  return say(`note.kind.${kind}`);
}

/** The name of who signed. All unnamed writers are called the same: staff and peers cannot be told apart, nor can a later move between teams be seen. */
export function fromWords(from: ReceivedNote['from']): Words {
  return from ?? say('note.from-peer');
}
