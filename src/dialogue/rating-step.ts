import type { Framework, Indicator } from '../domain/framework.ts';
import type { GroupKind } from '../domain/group.ts';
import { say, type Words } from '../i18n/words.ts';
import { addBacking } from './add-backing.ts';
import { inRows, rowsOf } from './choice-step.ts';
import { backingOf, evidenceStepId, isBacked, isRated, ratingOf, ratingStepId } from './rating-answer.ts';
import type { Position, Prompt, PromptButton, Step } from './step.ts';

const notObservedAction = 'none';
const evidenceAction = 'evidence';

/** What stands beside a question for this rater: the employee's own answer and evidence in a review. */
export interface Aside {
  readonly lines: readonly Words[];
  readonly buttons: readonly (readonly PromptButton[])[];
}

/**
 * One indicator with its levels in words, answered by a button whose text begins with the level's number, or *tidak dapat menilai*.
 * Anything the person writes or sends here is kept as example or evidence of this indicator.
 */
export function ratingStep(framework: Framework, indicator: Indicator, group: GroupKind, aside?: Aside): Step {
  const levels = framework.scale.map(({ level }) => level);
  return {
    id: ratingStepId(indicator.id),
    counted: true,
    applies: () => true,
    isAnswered: (answers) => isRated(framework, answers, indicator.id),
    ask: (at) => ask(framework, indicator, group, at, aside),
    read: (input, at) => {
      if (input.kind !== 'press') {
        const added = addBacking(backingOf(at.answers, indicator.id), input);
        if (!added.ok) return { kind: 'again', why: added.why };
        return { kind: 'stay', answers: { [evidenceStepId(indicator.id)]: added.backing }, note: added.note };
      }
      if (input.action === evidenceAction) {
        const wanted = { ...backingOf(at.answers, indicator.id), wanted: true };
        return {
          kind: 'visit',
          stepId: evidenceStepId(indicator.id),
          answers: { [evidenceStepId(indicator.id)]: wanted },
        };
      }
      if (input.action === notObservedAction) return { kind: 'answer', answer: { level: null } };
      const level = levels.find((each) => String(each) === input.action);
      return level === undefined
        ? { kind: 'again', why: say('dialogue.choose-button') }
        : { kind: 'answer', answer: { level } };
    },
  };
}

function ask(framework: Framework, indicator: Indicator, group: GroupKind, at: Position, aside?: Aside): Prompt {
  const chosen = ratingOf(at.answers, indicator.id);
  const backing = backingOf(at.answers, indicator.id);
  const choices = framework.scale.map(({ level, label }) => ({
    value: String(level),
    label: say(chosen === level ? 'rating.level-chosen' : 'rating.level', { level, label }),
  }));
  const none = {
    value: notObservedAction,
    label: say(chosen === null ? 'rating.not-observed-chosen' : 'rating.not-observed'),
  };
  return {
    lines: [
      say('rating.progress', { bar: progressBar(at.place, at.places), place: at.place, places: at.places }),
      '',
      say('rating.question', { indicator: indicator.name, description: indicator.description }),
      ...(indicator.aspects ? [say('rating.aspects', { aspects: { list: indicator.aspects, by: ' · ' } })] : []),
      ...(indicator.points ?? []).map((point) => say('rating.point', { point })),
      '',
      ...indicator.levels.map(({ level, text }) => say('rating.level-text', { level, text })),
      ...(aside ? ['', ...aside.lines] : []),
      ...(isBacked(backing) ? ['', ...backingLines(backing)] : []),
      '',
      say(group === 'self' ? 'rating.choose-self' : 'rating.choose'),
    ],
    buttons: [
      ...inRows([...choices, none], 2),
      [{ label: say('rating.add-evidence'), action: evidenceAction }],
      ...inFewRows(aside?.buttons ?? []),
    ],
  };
}

interface BackingNames {
  readonly comment: string | null;
  readonly items: readonly { readonly name: string }[];
}

/** The example and the names of the evidence, as shown under a question. */
export function backingLines({ comment, items }: BackingNames): readonly Words[] {
  const names = items.map(({ name }) => shortName(name));
  return [
    ...(comment === null ? [] : [say('evidence.example', { text: { html: comment } })]),
    ...(names.length === 0 ? [] : [say('evidence.files', { names: { list: names, by: ', ' } })]),
  ];
}

/** Twenty long file names, the employee's and the supervisor's, would push a question over one message. The end says what kind of file it is. */
function shortName(name: string): string {
  const letters = [...name];
  return letters.length <= 28 ? name : `${letters.slice(0, 17).join('')}…${letters.slice(-10).join('')}`;
}

/** Ten pieces of evidence below each other would push the levels off a phone's screen. */
function inFewRows(rows: Aside['buttons']): Aside['buttons'] {
  const buttons = rows.flat();
  return buttons.length <= 4 ? rows : rowsOf(buttons, 2);
}

/** Ten small blocks at most, so that it fits a narrow phone. */
function progressBar(place: number, places: number): string {
  const blocks = Math.min(places, 10);
  const full = Math.round((place / places) * blocks);
  return '▓'.repeat(full) + '░'.repeat(blocks - full);
}
