import { z } from 'zod';
import type { Framework } from '../domain/framework.ts';
import { attachmentSchema } from './attachment.ts';
import type { Answers } from './step.ts';

/** Most pieces of evidence behind one answer. */
export const mostEvidence = 10;
/** Most characters of an example or comment. */
export const mostComment = 1000;

/** A level of the scale, or null for *tidak dapat menilai* (not observed). */
const ratingSchema = z.object({ level: z.number().int().nullable() });

const backingSchema = z.object({
  /** Example or comment as Telegram HTML, or null. */
  comment: z.string().nullable(),
  items: z.array(attachmentSchema),
  /** The person asked for the evidence question themselves. */
  wanted: z.boolean(),
});
/** The example and the evidence behind one rating. */
export type Backing = Readonly<z.infer<typeof backingSchema>>;

export function ratingStepId(indicatorId: string): string {
  return `r.${indicatorId}`;
}

export function evidenceStepId(indicatorId: string): string {
  return `e.${indicatorId}`;
}

/** What was rated on an indicator: a level, null for not observed, undefined where there is no readable answer yet. */
export function ratingOf(answers: Answers, indicatorId: string): number | null | undefined {
  const parsed = ratingSchema.safeParse(answers[ratingStepId(indicatorId)]);
  return parsed.success ? parsed.data.level : undefined;
}

/** Whether an indicator is rated with a level this framework has, or as not observed. */
export function isRated({ scale }: Framework, answers: Answers, indicatorId: string): boolean {
  const level = ratingOf(answers, indicatorId);
  return level === null || scale.some((each) => each.level === level);
}

/** The example and evidence given so far; empty where nothing was. */
export function backingOf(answers: Answers, indicatorId: string): Backing {
  const parsed = backingSchema.safeParse(answers[evidenceStepId(indicatorId)]);
  return parsed.success ? parsed.data : { comment: null, items: [], wanted: false };
}

/** Whether there is any example or evidence. */
export function isBacked(backing: Backing): boolean {
  return backing.comment !== null || backing.items.length > 0;
}
