import { z } from 'zod';
import type { Audience } from '../../domain/audience.ts';
import { type BroadcastButton, broadcastButtonSchema } from '../../domain/broadcast-button.ts';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import { type MessageAnswer, messageAnswerSchema, messageStep } from '../message-step.ts';
import { type FoundPage, searchStep } from '../search-step.ts';
import type { Answers, Flow } from '../step.ts';

/** What composing a broadcast shows and offers, looked up for the answers so far. */
export interface BroadcastBasis {
  /** Units to choose from. */
  readonly units: FoundPage;
  /** How many people would get it, in words. */
  readonly reach: readonly Words[];
}

export const messageStepId = 'message';
export const audienceStepId = 'audience';
export const unitStepId = 'unit';
export const confirmStepId = 'confirm';
/** Kept beside the answers; it is no question. */
const buttonId = 'button';

/** Siaran: write the message, choose whom it is for, look at it and confirm. */
export function broadcastFlow(basis: BroadcastBasis): Flow {
  return {
    id: 'broadcast',
    version: 1,
    pausable: true,
    steps: [
      messageStep({
        id: messageStepId,
        lines: ({ answers }) => [say(writtenMessage(answers) ? 'broadcast.rewrite' : 'broadcast.write')],
      }),
      choiceStep({
        id: audienceStepId,
        counted: false,
        lines: () => [say('broadcast.for-whom')],
        choices: () => audienceChoices.map((value) => ({ value, label: say(`broadcast.choose-${value}`) })),
      }),
      searchStep({
        id: unitStepId,
        applies: (answers) => answers[audienceStepId] === 'unit',
        lines: () => [say('broadcast.which-unit')],
        found: basis.units,
      }),
      choiceStep({
        id: confirmStepId,
        counted: false,
        lines: () => [say('broadcast.confirm'), '', ...basis.reach],
        choices: () => [{ value: 'send', label: say('broadcast.send') }],
      }),
    ],
  };
}

/** The units' answer. */
export const unitAnswerSchema = z.object({ unitId: z.number().int(), unitPath: z.string() });

const audienceChoices = ['all', 'unit', 'employee', 'supervisor', 'hr', 'self', 'review'] as const;
const audienceChoiceSchema = z.enum(audienceChoices);

/** Whom the answers name; null while that is open. */
export function chosenAudience(answers: Answers): Audience | null {
  const choice = audienceChoiceSchema.safeParse(answers[audienceStepId]).data;
  switch (choice) {
    case undefined:
      return null;
    case 'all':
      return { kind: 'all' };
    case 'unit': {
      const unit = unitAnswerSchema.safeParse(answers[unitStepId]).data;
      return unit ? { kind: 'unit', ...unit } : null;
    }
    case 'employee':
    case 'supervisor':
    case 'hr':
      return { kind: 'role', role: choice };
    case 'self':
    case 'review':
      return { kind: 'unfinished', task: choice };
    default:
      return choice satisfies never;
  }
}

/** Answers with which composing begins when the message is there already; its button goes with whatever HR makes of it. */
export function draftOf(message: MessageAnswer, button: BroadcastButton | null): Answers {
  return { [messageStepId]: message, [buttonId]: button };
}

/** The button of the draft; null without one. */
export function draftButton(answers: Answers): BroadcastButton | null {
  return broadcastButtonSchema.safeParse(answers[buttonId]).data ?? null;
}

/** The message as written; null while there is none. */
export function writtenMessage(answers: Answers): MessageAnswer | null {
  return messageAnswerSchema.safeParse(answers[messageStepId]).data ?? null;
}

/** What a draft keeps where it announces a recognition. */
export function announcementOf(recognitionId: number | undefined): Answers {
  return recognitionId === undefined ? {} : { recognition: recognitionId };
}

/** The recognition a draft announces; null for any other. */
export function announcedRecognition(answers: Answers): number | null {
  return z.int().safeParse(answers.recognition).data ?? null;
}
