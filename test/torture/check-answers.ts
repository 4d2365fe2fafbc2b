import { z } from 'zod';
import { type Count, none, told } from './count.ts';
import { type Entry, isLevel, type Journal, type Talk } from './journal.ts';
import type { Stored } from './stored.ts';

/** What one person said and was shown as noted, by employee. */
export type Journals = ReadonlyMap<number, Journal>;

/** What of one conversation is in the database: answers given in, or a draft. */
interface Kept {
  readonly levels: ReadonlyMap<string, number | null>;
  /** Every text there, in one. */
  readonly words: string;
}

/** Whether everything that a chat showed as noted is in the database, once and unchanged: as what was given in, or in a draft. */
export function checkAnswers(journals: Journals, stored: Stored): readonly Count[] {
  const sum = { levels: 0, texts: 0, drafts: 0 };
  const lost: string[] = [];
  const missing: string[] = [];
  const changed: string[] = [];
  const gone: string[] = [];
  const doubled: string[] = [];
  for (const [employee, journal] of journals) {
    for (const talk of journal.talks()) {
      if (talk.flow === 'other' || talk.abandoned) continue;
      const name = `${talk.flow} of ${employee}${talk.about === null ? '' : ` about ${talk.about}`} (${talk.conversationId})`;
      const entries = [...talk.entries.values()].sort((a, b) => a.revision - b.revision);
      // What was on its way to a conversation that the person began anew came to this one, and took its place.
      const before = textsOf(journal.talks().filter((each) => each.abandoned && each.flow === talk.flow));
      const { kept, isDraft } = keptOf(employee, talk, before, stored);
      const levels = levelsNoted(entries);
      const texts = entries.filter(({ said, fate }) => said.kind === 'text' && fate === 'noted');
      sum.levels += levels.size;
      sum.texts += texts.length;
      if (isDraft) sum.drafts += 1;
      if (kept === null) {
        if (levels.size + texts.length > 0) lost.push(`${name}: ${JSON.stringify(entries)}`);
        continue;
      }
      for (const [stepId, may] of levels) {
        const level = kept.levels.get(stepId.slice(2));
        if (level === undefined) missing.push(`${name} ${stepId}`);
        else if (!may.includes(level)) changed.push(`${name} ${stepId}: ${level}, said was ${may.join(' or ')}`);
      }
      for (const entry of entries) {
        if (entry.said.kind !== 'text') continue;
        const times = kept.words.split(entry.said.text).length - 1;
        // The reason for another predicate goes when the proposal is taken after all.
        const isKept = entry.stepId !== 'reason';
        if (times === 0 && isKept && entry.fate === 'noted' && !before.some((text) => kept.words.includes(text)))
          gone.push(`${name} ${entry.stepId}: ${entry.said.text}`);
        if (times > entry.times) doubled.push(`${name} ${entry.stepId}: ${times} times, said ${entry.times}`);
      }
    }
  }
  const twice = [...stored.notes, ...stored.concerns]
    .map(({ text }) => text)
    .filter((text, index, all) => all.indexOf(text) !== index);
  return [
    told('answers noted: levels', sum.levels),
    told('answers noted: texts', sum.texts),
    told('drafts', sum.drafts),
    none('conversations lost with what was noted in them', lost),
    none('levels noted and missing', missing),
    none('levels noted and another now', changed),
    none('texts noted and missing', gone),
    none('texts more often than they were sent', doubled),
    none('notes and concerns doubled', twice),
  ];
}

/** The last level noted of each indicator, and those said after it of which nobody knows whether they arrived. */
function levelsNoted(entries: readonly Entry[]): ReadonlyMap<string, readonly (number | null)[]> {
  const levels = new Map<string, (number | null)[]>();
  for (const entry of entries) {
    const { stepId, said, fate } = entry;
    if (said.kind !== 'press' || !isLevel(entry) || fate === 'overtaken') continue;
    const level = said.action === 'none' ? null : Number(said.action);
    if (fate === 'noted') levels.set(stepId, [level]);
    else levels.get(stepId)?.push(level);
  }
  return levels;
}

function textsOf(talks: readonly Talk[]): readonly string[] {
  return talks.flatMap(({ entries }) =>
    [...entries.values()].flatMap(({ said }) => (said.kind === 'text' ? [said.text] : [])),
  );
}

const levelSchema = z.object({ level: z.number().nullable() });

function keptOf(
  employee: number,
  talk: Talk,
  before: readonly string[],
  { conversations, assessments, notes, concerns, broadcasts }: Stored,
): { readonly kept: Kept | null; readonly isDraft: boolean } {
  const { conversationId, flow, about } = talk;
  const draft = conversations.find(({ id }) => id === conversationId);
  if (draft) {
    const { answers } = draft.progress;
    const levels = new Map<string, number | null>();
    for (const [stepId, value] of Object.entries(answers)) {
      const read = levelSchema.safeParse(value);
      if (stepId.startsWith('r.') && read.success) levels.set(stepId.slice(2), read.data.level);
    }
    return { kept: { levels, words: JSON.stringify(answers) }, isDraft: true };
  }
  const written = (texts: readonly string[]) => {
    const said = [...textsOf([talk]), ...before];
    const words = texts.filter((text) => said.some((each) => text.includes(each)));
    return { kept: words.length === 0 ? null : { levels: new Map(), words: words.join('\n') }, isDraft: false };
  };
  switch (flow) {
    case 'note':
      return written(notes.map(({ text }) => text));
    case 'concern':
      return written(concerns.map(({ text }) => text));
    case 'broadcast':
      return written(broadcasts.map(({ html }) => html));
    default: {
      const found = assessments.find(
        ({ kind, raterId, appraisal }) =>
          kind === (flow === 'review' ? 'supervisor' : flow) &&
          raterId === employee &&
          (about === null || appraisal.employeeId === about),
      );
      if (!found) return { kept: null, isDraft: false };
      const { answers, commendation, appraisal } = found;
      const own = flow === 'review' ? [appraisal.feedback, appraisal.predicateReason] : [];
      return {
        kept: {
          levels: new Map(answers.map(({ indicatorId, level }) => [indicatorId, level])),
          words: [...answers.map(({ comment }) => comment), commendation, ...own].filter(Boolean).join('\n'),
        },
        isDraft: false,
      };
    }
  }
}
