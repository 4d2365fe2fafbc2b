import { type ConversationPress, readConversationData } from '../../src/app/conversation/conversation-data.ts';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';

/** What a person said at one place of a conversation. */
export type Said =
  | { readonly kind: 'press'; readonly action: string }
  | { readonly kind: 'text'; readonly text: string };

/** Where in which conversation a screen stands. */
export interface Question extends Pick<ConversationPress, 'conversationId' | 'revision' | 'stepId'> {
  readonly flow: FlowName;
  /** The number in the name of whom it is about; null where it is nobody or the person. */
  readonly about: number | null;
}

export type FlowName = 'self' | 'peer' | 'review' | 'note' | 'concern' | 'broadcast' | 'other';

/** Something said, and what the chat showed of it. */
export interface Entry {
  readonly revision: number;
  readonly stepId: string;
  readonly said: Said;
  /** How often it was said: again where nothing came. */
  times: number;
  /** When it was said last, by `performance.now()`. */
  at: number;
  /**
   * A later question of the same conversation was on the screen: what was said counts. It does not (`overtaken`) where a level was pressed and the same indicator is asked again: a text that was sent twice came before it.
   */
  fate: 'open' | 'noted' | 'overtaken';
}

/** One conversation as its person lived it. */
export interface Talk {
  readonly conversationId: number;
  readonly flow: FlowName;
  about: number | null;
  /** The person began anew after it. */
  abandoned: boolean;
  /** By revision: a place is answered in one way, however often it has to be said. */
  readonly entries: Map<number, Entry>;
}

/** All that one person said and saw. */
export interface Journal {
  /** Notes the question on the screen: whatever was said at an earlier place of it has arrived. */
  saw(question: Question): void;
  /** What was said at this place before; said again it means the same. */
  saidAt(question: Question): Said | null;
  /** When that was last, by `performance.now()`; null where nothing was said. */
  saidLast(question: Question): number | null;
  /** Notes what is being said at this place. */
  say(question: Question, said: Said): void;
  /** Notes that the person begins anew: what was written before may come to nothing, or to the new one where it was still on its way. */
  beginAnew(flow: FlowName): void;
  talks(): readonly Talk[];
}

export function createJournal(): Journal {
  const talks = new Map<number, Talk>();
  const talkOf = ({ conversationId, flow, about }: Question): Talk => {
    const talk = talks.get(conversationId) ?? {
      conversationId,
      flow,
      about,
      abandoned: false,
      entries: new Map<number, Entry>(),
    };
    talks.set(conversationId, talk);
    talk.about ??= about;
    return talk;
  };
  return {
    saw(question) {
      for (const entry of talkOf(question).entries.values()) {
        if (entry.fate !== 'open' || entry.revision >= question.revision) continue;
        entry.fate = isLevel(entry) && entry.stepId === question.stepId ? 'overtaken' : 'noted';
      }
    },
    saidAt: (question) => talkOf(question).entries.get(question.revision)?.said ?? null,
    saidLast: (question) => talkOf(question).entries.get(question.revision)?.at ?? null,
    say(question, said) {
      const { entries } = talkOf(question);
      const { revision, stepId } = question;
      const entry = entries.get(revision) ?? { revision, stepId, said, times: 0, at: 0, fate: 'open' as const };
      entry.times += 1;
      entry.at = performance.now();
      entries.set(revision, entry);
    },
    beginAnew(flow) {
      for (const talk of talks.values()) if (talk.flow === flow) talk.abandoned = true;
    },
    talks: () => [...talks.values()],
  };
}

/** A level that was pressed, which leads to another question wherever it counts. */
export function isLevel({ stepId, said }: Pick<Entry, 'stepId' | 'said'>): boolean {
  return stepId.startsWith('r.') && said.kind === 'press' && /^(none|\d)$/.test(said.action);
}

/** The question a message asks; null for every other message. */
export function questionOf({ text, keyboard }: ChatMessage): Question | null {
  for (const button of keyboard.flat()) {
    const read = button.kind === 'callback' ? readConversationData(button.data) : null;
    if (read === null) continue;
    const { conversationId, revision, stepId } = read;
    const [, who] = /^Penilaian (?:rekan: )?Pegawai (\d+)/m.exec(text) ?? [];
    return {
      conversationId,
      revision,
      stepId,
      flow: flowOf(text, stepId),
      about: who === undefined ? null : Number(who),
    };
  }
  return null;
}

function flowOf(text: string, stepId: string): FlowName {
  if (/^Penilaian diri ·/m.test(text)) return 'self';
  if (/^Penilaian rekan: /m.test(text)) return 'peer';
  if (/^Penilaian Pegawai \d+ ·/m.test(text)) return 'review';
  if (/^💬 Umpan balik/m.test(text)) return 'note';
  if (stepId === 'as') return 'concern';
  if (['message', 'audience', 'unit'].includes(stepId)) return 'broadcast';
  return 'other';
}
