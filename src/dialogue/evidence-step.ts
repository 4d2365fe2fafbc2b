import type { Framework, Indicator } from '../domain/framework.ts';
import type { GroupKind } from '../domain/group.ts';
import { say, type Words } from '../i18n/words.ts';
import { addBacking } from './add-backing.ts';
import { type Backing, backingOf, evidenceStepId, isBacked, mostEvidence, ratingOf } from './rating-answer.ts';
import { backingLines } from './rating-step.ts';
import type { Answers, Step } from './step.ts';

const doneAction = 'done';
const removeAction = 'remove';

/** The example or evidence behind one rating: asked where the framework wants it, and whenever the person asks for it. Takes several. */
export function evidenceStep(framework: Framework, indicator: Indicator, group: GroupKind): Step {
  const needOf = (answers: Answers) => evidenceNeed(framework, indicator, group, answers);
  const id = evidenceStepId(indicator.id);
  return {
    id,
    counted: false,
    applies: (answers) => backingOf(answers, indicator.id).wanted || needOf(answers) !== 'none',
    isAnswered: (answers) => meetsNeed(needOf(answers), backingOf(answers, indicator.id)),
    // Whoever asked for this question and goes back is not asked it again.
    goBack: (answers) => {
      const backing = backingOf(answers, indicator.id);
      return backing.wanted ? { ...answers, [id]: { ...backing, wanted: false } } : answers;
    },
    ask: ({ answers }) => {
      const backing = backingOf(answers, indicator.id);
      const need = needOf(answers);
      return {
        lines: [
          say('evidence.question', { indicator: indicator.name }),
          whyEvidence(need),
          '',
          say('evidence.how', { most: mostEvidence }),
          ...(isBacked(backing) ? ['', ...backingLines(backing)] : []),
        ],
        buttons: [
          ...(isBacked(backing) ? [[{ label: say('evidence.remove-last'), action: removeAction }]] : []),
          ...(meetsNeed(need, backing)
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
      const need = needOf(answers);
      if (!meetsNeed(need, backing)) return { kind: 'again', why: whyEvidence(need) };
      return { kind: 'answer', answer: { ...backing, wanted: false } };
    },
  };
}

/** What has to stand behind a rating: nothing, an example or evidence, or both (a procedure gate closes only with a reason and evidence). */
export type EvidenceNeed = 'none' | 'some' | 'both';

/** What the framework wants behind the level this group chose. */
export function evidenceNeed(
  framework: Framework,
  indicator: Indicator,
  group: GroupKind,
  answers: Answers,
): EvidenceNeed {
  const level = ratingOf(answers, indicator.id);
  if (typeof level !== 'number') return 'none';
  const gate = framework.rules.procedureGate;
  if (gate?.indicator === indicator.id && gate.group === group && level <= gate.atMost) return 'both';
  const { evidence } = indicator;
  return evidence?.by.includes(group) && evidence.levels.includes(level) ? 'some' : 'none';
}

/** Whether what was given is enough. */
export function meetsNeed(need: EvidenceNeed, backing: Backing): boolean {
  if (need === 'both') return backing.comment !== null && backing.items.length > 0;
  return need === 'none' || isBacked(backing);
}

function whyEvidence(need: EvidenceNeed): Words {
  if (need === 'both') return say('evidence.why-both');
  return say(need === 'some' ? 'evidence.why-required' : 'evidence.why-optional');
}

/** Files go first, then the example. */
function withoutLast(backing: Backing): Backing {
  return backing.items.length > 0 ? { ...backing, items: backing.items.slice(0, -1) } : { ...backing, comment: null };
}
