import { z } from 'zod';
import { readDecimal } from '../../domain/read-decimal.ts';
import { itemAspects, itemDirections, itemKinds, type NewItem, planLimits } from '../../domain/work-plan.ts';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep, rowsOf } from '../choice-step.ts';
import type { Answers, Flow, PromptButton, Step } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

export interface WorkItemBasis {
  /** A new item is asked for question by question; one that is there opens on its overview. */
  readonly isNew: boolean;
  /** The item in words, on the overview. */
  words(item: NewItem): readonly Words[];
  /** Leads back to the plan without saving. */
  readonly leave: PromptButton;
}

/** One item of the work plan: kind, aspect, title, how it is measured, target with unit, weight; then everything on one screen to change or save. */
export function workItemFlow(basis: WorkItemBasis): Flow {
  const questions = [kindStep, aspectStep, titleStep, directionStep, targetStep, zeroStep, unitStep, weightStep];
  const overview = overviewStep(basis);
  return {
    id: 'work-item',
    version: 1,
    pausable: false,
    steps: (basis.isNew ? [...questions, overview] : [overview, ...questions]).map((step) =>
      withLeave(step, basis.leave),
    ),
  };
}

/** The answers as an item; null while something is missing. */
export function itemOf(answers: Answers): NewItem | null {
  const parsed = answersSchema.safeParse(answers);
  if (!parsed.success) return null;
  const { kind, aspect, title, weight } = parsed.data;
  const direction = directionOf(answers);
  if (direction === null) return null;
  if (direction === 'yes-no') return { kind, aspect, title, weight, direction, target: null, unit: '' };
  const { target, unit } = parsed.data;
  if (target === undefined || target === null || target === '0' || !unit) return null;
  return { kind, aspect, title, weight, direction, target, unit };
}

/** An item as answers, to change it. */
export function answersOf({ kind, aspect, title, direction, target, unit, weight }: NewItem): Answers {
  return { kind, aspect, title, direction, target, unit, weight };
}

const answersSchema = z.object({
  kind: z.enum(itemKinds),
  aspect: z.enum(itemAspects),
  title: z.string(),
  target: z.string().nullable().optional(),
  unit: z.string().nullable().optional(),
  weight: z.int().positive(),
});

const directionSchema = z.enum(itemDirections);

/** A target of zero has no percentage, so the person may make it a yes/no item (DOMAIN.md §2.3). */
function directionOf(answers: Answers): NewItem['direction'] | null {
  const chosen = directionSchema.safeParse(answers.direction).data ?? null;
  return chosen !== null && chosen !== 'yes-no' && answers.target === '0' && answers.zero === 'yes-no'
    ? 'yes-no'
    : chosen;
}

function isMeasured(answers: Answers): boolean {
  const direction = directionOf(answers);
  return direction !== null && direction !== 'yes-no';
}

const kindStep = choiceStep({
  id: 'kind',
  lines: () => [say('plan.ask-kind')],
  choices: () => itemKinds.map((kind) => ({ value: kind, label: say(`plan.kind.${kind}`) })),
});

const aspectStep = choiceStep({
  id: 'aspect',
  lines: () => [say('plan.ask-aspect')],
  choices: () => itemAspects.map((aspect) => ({ value: aspect, label: say(`plan.aspect.${aspect}`) })),
  perRow: 2,
});

const titleStep = textStep({
  id: 'title',
  lines: ({ answers }) => [say('plan.ask-title'), ...writtenBefore(answers.title)],
  least: 3,
  most: planLimits.title,
  parse: (text) => ({ answer: text.replace(/\s+/g, ' ') }),
});

const directionStep = choiceStep({
  id: 'direction',
  lines: () => [say('plan.ask-direction')],
  choices: () => itemDirections.map((direction) => ({ value: direction, label: say(`plan.direction.${direction}`) })),
});

const targetStep: Step = {
  ...textStep({
    id: 'target',
    applies: (answers) => {
      const chosen = directionSchema.safeParse(answers.direction).data;
      return chosen === 'higher' || chosen === 'lower';
    },
    lines: ({ answers }) => [
      say('plan.ask-target'),
      ...(typeof answers.target === 'string'
        ? ['', say('dialogue.written-before', { text: { decimal: answers.target } })]
        : []),
    ],
    least: 1,
    most: 30,
    parse: (text) => {
      const target = readDecimal(text);
      return target === null ? { why: say('plan.target-wrong') } : { answer: target };
    },
  }),
  isAnswered: (answers) => typeof answers.target === 'string',
};

const zeroStep: Step = {
  ...choiceStep({
    id: 'zero',
    counted: false,
    applies: (answers) => answers.target === '0' && answers.direction !== 'yes-no',
    lines: () => [say('plan.ask-zero')],
    choices: () => [{ value: 'yes-no', label: say('plan.zero-as-yes-no') }],
  }),
  isAnswered: (answers) => answers.zero === 'yes-no',
};

const unitStep: Step = {
  ...textStep({
    id: 'unit',
    applies: isMeasured,
    lines: ({ answers }) => [say('plan.ask-unit'), ...writtenBefore(answers.unit)],
    least: 1,
    most: planLimits.unit,
    parse: (text) => ({ answer: text.replace(/\s+/g, ' ') }),
  }),
  isAnswered: (answers) => typeof answers.unit === 'string' && answers.unit !== '',
};

const weightStep = textStep({
  id: 'weight',
  lines: () => [say('plan.ask-weight')],
  least: 1,
  most: 10,
  parse: (text) => {
    const weight = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
    return weight >= 1 && weight <= planLimits.weight
      ? { answer: weight }
      : { why: say('plan.weight-wrong', { most: planLimits.weight }) };
  },
});

const changeable = ['kind', 'aspect', 'title', 'direction', 'target', 'unit', 'weight'] as const;

function overviewStep({ words }: WorkItemBasis): Step {
  return {
    id: 'overview',
    counted: false,
    applies: () => true,
    ask: ({ answers }) => {
      const item = itemOf(answers);
      const fields = changeable.filter((field) => isMeasured(answers) || (field !== 'target' && field !== 'unit'));
      return {
        lines: [say('plan.overview'), '', ...(item ? words(item) : [say('plan.overview-open')])],
        buttons: [
          ...rowsOf(
            fields.map((field) => ({ label: say(`plan.change.${field}`), action: field })),
            2,
          ),
          [{ label: say('plan.save'), action: 'save' }],
        ],
      };
    },
    read: (input) => {
      if (input.kind !== 'press') return { kind: 'again', why: say('dialogue.choose-button') };
      const field = changeable.find((each) => each === input.action);
      if (field) return { kind: 'visit', stepId: field };
      return input.action === 'save' ? { kind: 'finish' } : { kind: 'again', why: say('dialogue.choose-button') };
    },
  };
}

function writtenBefore(answer: Answers[string] | undefined): readonly Words[] {
  return typeof answer === 'string' && answer !== '' ? ['', say('dialogue.written-before', { text: answer })] : [];
}
