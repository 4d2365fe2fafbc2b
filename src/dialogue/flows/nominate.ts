import { z } from 'zod';
import { recognitionKindSchema } from '../../domain/recognition.ts';
import { say, type Words } from '../../i18n/words.ts';
import { backingStep } from '../backing-step.ts';
import { choiceStep } from '../choice-step.ts';
import { backingOf, isBacked, mostEvidence } from '../rating-answer.ts';
import { backingLines } from '../rating-step.ts';
import { type FoundPage, searchStep } from '../search-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

export const nomineeStepId = 'person';

/** Whom somebody can nominate: their staff, a colleague, or themselves with an innovation. */
const relationSchema = z.enum(['staff', 'peer', 'self']);
export type NomineeRelation = z.infer<typeof relationSchema>;

/** What nominating shows and offers, looked up for the answers so far. */
export interface NominateBasis {
  /** Only those with somebody to nominate. */
  readonly relations: readonly NomineeRelation[];
  readonly people: FoundPage;
  /** Who it is for where that is known from the start (somebody who beat their targets); then it is an award, and neither is asked. */
  readonly given: { readonly id: number; readonly name: string } | null;
  readonly leave: PromptButton;
}

const about = 'recognition';

/** Usulan penghargaan: for whom, an award or an innovation, its title, the reason with an example, the evidence, and once more before it goes to HR. */
export function nominateFlow({ relations, people, given, leave }: NominateBasis): Flow {
  const open = given === null;
  const steps = [
    choiceStep({
      id: 'relation',
      counted: false,
      applies: () => open,
      lines: () => [say('recognition.ask-relation')],
      choices: () => relations.map((value) => ({ value, label: say(`recognition.relation-${value}`) })),
    }),
    searchStep({
      id: nomineeStepId,
      applies: (answers) => open && nomineeRelationOf(answers) !== 'self',
      lines: () => [say(people.total === 0 ? 'recognition.ask-person-none' : 'recognition.ask-person')],
      found: people,
    }),
    choiceStep({
      id: 'kind',
      counted: false,
      applies: (answers) => open && nomineeRelationOf(answers) !== 'self',
      lines: () => [say('recognition.ask-kind')],
      choices: () => [
        { value: 'award', label: say('recognition.kind-award') },
        { value: 'innovation', label: say('recognition.kind-innovation') },
      ],
    }),
    textStep({
      id: 'title',
      counted: false,
      lines: ({ answers }) => [
        say(kindOf(answers, given) === 'innovation' ? 'recognition.ask-title-innovation' : 'recognition.ask-title'),
      ],
      least: 5,
      most: 120,
    }),
    textStep({
      id: 'reason',
      counted: false,
      lines: () => [say('recognition.ask-reason')],
      least: 20,
      most: 1500,
    }),
    backingStep(about, [say('recognition.ask-evidence')], {
      needed: () => true,
      how: say('recognition.evidence-how', { most: mostEvidence }),
    }),
    choiceStep({
      id: 'confirm',
      counted: false,
      lines: ({ answers }) => summary(answers, given),
      choices: () => [{ value: 'send', label: say('recognition.send') }],
    }),
  ];
  return { id: 'nominate', version: 1, pausable: true, steps: steps.map((step) => withLeave(step, leave)) };
}

const nomineeSchema = z.object({ id: z.number().int(), name: z.string() });
const wordsSchema = z.object({ title: z.string(), reason: z.string() });

export function nomineeRelationOf(answers: Answers): NomineeRelation | null {
  return relationSchema.safeParse(answers.relation).data ?? null;
}

/** Whom the answers name; null for oneself and while that is open. */
export function nomineeOf(answers: Answers): { readonly id: number; readonly name: string } | null {
  return nomineeSchema.safeParse(answers[nomineeStepId]).data ?? null;
}

/** The finished nomination without its nominee; null while something is missing. */
export function nominationOf(answers: Answers, given: NominateBasis['given']) {
  const words = wordsSchema.safeParse(answers).data;
  const kind = kindOf(answers, given);
  const { comment, items } = backingOf(answers, about);
  return words && kind ? { kind, ...words, evidence: { comment, items } } : null;
}

function kindOf(answers: Answers, given: NominateBasis['given']) {
  if (given !== null) return 'award';
  return nomineeRelationOf(answers) === 'self'
    ? 'innovation'
    : (recognitionKindSchema.safeParse(answers.kind).data ?? null);
}

function summary(answers: Answers, given: NominateBasis['given']): readonly Words[] {
  const nomination = nominationOf(answers, given);
  const backing = backingOf(answers, about);
  if (!nomination) return [];
  const self = given === null && nomineeRelationOf(answers) === 'self';
  return [
    say('recognition.confirm'),
    '',
    say(`recognition.kind-${nomination.kind}`),
    say('recognition.for', {
      name: self ? say('recognition.yourself') : ((given ?? nomineeOf(answers))?.name ?? '–'),
    }),
    say('recognition.title', { title: { html: nomination.title } }),
    say('recognition.reason', { reason: { html: nomination.reason } }),
    ...(isBacked(backing) ? ['', ...backingLines(backing)] : []),
    '',
    say(self ? 'recognition.who-reads-self' : 'recognition.who-reads'),
  ];
}
