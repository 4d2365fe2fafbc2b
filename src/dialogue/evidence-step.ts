import type { Indicator } from '../domain/framework.ts';
import type { GroupKind } from '../domain/group.ts';
import { say } from '../i18n/words.ts';
import { addBacking } from './add-backing.ts';
import { type Backing, backingOf, evidenceStepId, isBacked, mostEvidence, ratingOf } from './rating-answer.ts';
import { backingLines } from './rating-step.ts';
import type { Answers, Step } from './step.ts';

const doneAction = 'done';
const removeAction = 'remove';

/** The example or evidence behind one rating: asked where the framework wants it, and whenever the person asks for it. Takes several. */
export function evidenceStep(indicator: Indicator, group: GroupKind): Step {
  const id = evidenceStepId(indicator.id);
  return {
    id,
    counted: false,
    applies: (answers) => backingOf(answers, indicator.id).wanted || evidenceRequired(indicator, group, answers),
    ask: ({ answers }) => {
      const backing = backingOf(answers, indicator.id);
      const required = evidenceRequired(indicator, group, answers);
      return {
        lines: [
          say('evidence.question', { indicator: indicator.name }),
          say(required ? 'evidence.why-required' : 'evidence.why-optional'),
          '',
          say('evidence.how', { most: mostEvidence }),
          ...(isBacked(backing)
            ? [
                '',
                ...backingLines(
                  backing.comment,
                  backing.items.map(({ name }) => name),
                ),
              ]
            : []),
        ],
        buttons: [
          ...(isBacked(backing) ? [[{ label: say('evidence.remove-last'), action: removeAction }]] : []),
          ...(isBacked(backing) || !required
            ? [[{ label: say(isBacked(backing) ? 'evidence.done' : 'evidence.none'), action: doneAction }]]
            : []),
        ],
      };
    },
    read: (input, { answers }) => {
      const backing = backingOf(answers, indicator.id);
      if (input.kind !== 'press') {
        const added = addBacking(backing, input);
        return added.ok
          ? { kind: 'stay', answers: { [id]: added.backing }, note: added.note }
          : { kind: 'again', why: added.why };
      }
      if (input.action === removeAction)
        return { kind: 'stay', answers: { [id]: withoutLast(backing) }, note: say('evidence.removed') };
      if (input.action !== doneAction) return { kind: 'again', why: say('evidence.send-or-finish') };
      if (evidenceRequired(indicator, group, answers) && !isBacked(backing))
        return { kind: 'again', why: say('evidence.why-required') };
      return { kind: 'answer', answer: { ...backing, wanted: false } };
    },
  };
}

/** Whether the framework wants an example or evidence for the level this group chose. */
export function evidenceRequired(indicator: Indicator, group: GroupKind, answers: Answers): boolean {
  const level = ratingOf(answers, indicator.id);
  const { evidence } = indicator;
  return (
    evidence !== undefined &&
    typeof level === 'number' &&
    evidence.by.includes(group) &&
    evidence.levels.includes(level)
  );
}

/** Files go first, then the example. */
function withoutLast(backing: Backing): Backing {
  return backing.items.length > 0 ? { ...backing, items: backing.items.slice(0, -1) } : { ...backing, comment: null };
}
