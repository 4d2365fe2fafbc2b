import { z } from 'zod';
import { type CalendarDate, yearsBefore } from './calendar.ts';

/**
 * Classes of data with a time of their own (UU 27/2022 Art. 16 and 43): `words` are comments, evidence and other texts of an appraisal; `answers` the single answers, plans and
 * who was asked; `people` names and NIP of those who left; `trail` the audit trail; `citizens` comments of the public; `messages` what people wrote to HR and answered in
 * polls; `notes` feedback at any time.
 */
export const retentionClasses = ['words', 'answers', 'people', 'trail', 'citizens', 'messages', 'notes'] as const;
export type RetentionClass = (typeof retentionClasses)[number];
export const retentionClassSchema = z.enum(retentionClasses);

/** Whole years each class is kept, counted from the end of the period, or from the day something was written, settled or somebody left. */
export type Retention = Readonly<Record<RetentionClass, number>>;

/**
 * The project's own defaults, no quotation of a law: five years for what belongs to a person's file, as archive schedules (jadwal retensi arsip) of staff records usually have, ten
 * for who somebody was, less for what was written in passing. An office with its own schedule sets its own.
 */
export const defaultRetention: Retention = {
  words: 5,
  answers: 5,
  people: 10,
  trail: 5,
  citizens: 2,
  messages: 3,
  notes: 2,
};

/** Nothing is kept for a shorter time: two years of appraisals count for a career (PP 30/2019), and a trail that is gone before anybody asks is none. */
export const leastRetention: Retention = {
  words: 2,
  answers: 2,
  people: 5,
  trail: 2,
  citizens: 1,
  messages: 1,
  notes: 1,
};

/** A longer time would not be a limit any more. */
export const mostRetention = 30;

const years = z.number().int().min(1).max(mostRetention);
const retentionSchema = z.object({
  words: years.default(defaultRetention.words),
  answers: years.default(defaultRetention.answers),
  people: years.default(defaultRetention.people),
  trail: years.default(defaultRetention.trail),
  citizens: years.default(defaultRetention.citizens),
  messages: years.default(defaultRetention.messages),
  notes: years.default(defaultRetention.notes),
});

/** What HR set, with the default for whatever was never set; null is nothing set. Throws on what no version of the product wrote. */
export function parseRetention(stored: string | null): Retention {
  return retentionSchema.parse(stored === null ? {} : JSON.parse(stored));
}

/** Why a class may not be kept for so long; `other` is the class whose time stands against it. */
export type RetentionFault =
  | { readonly code: 'too-short'; readonly least: number }
  | { readonly code: 'too-long'; readonly most: number }
  | { readonly code: 'shorter-than'; readonly other: RetentionClass; readonly years: number }
  | { readonly code: 'longer-than'; readonly other: RetentionClass; readonly years: number };

/** What must not go before what: an answer not before the words that stand on it, a name not before anything that is about the person. */
const outlives = [
  ['answers', 'words'],
  ['people', 'answers'],
  ['people', 'trail'],
  ['people', 'notes'],
  ['people', 'messages'],
] as const satisfies readonly (readonly [RetentionClass, RetentionClass])[];

/** Whether a class may be kept for so many years beside the others as they are; null when it may. */
export function retentionFault(retention: Retention, about: RetentionClass, asked: number): RetentionFault | null {
  if (asked < leastRetention[about]) return { code: 'too-short', least: leastRetention[about] };
  if (asked > mostRetention) return { code: 'too-long', most: mostRetention };
  for (const [longer, shorter] of outlives) {
    if (longer === about && asked < retention[shorter])
      return { code: 'shorter-than', other: shorter, years: retention[shorter] };
    if (shorter === about && asked > retention[longer])
      return { code: 'longer-than', other: longer, years: retention[longer] };
  }
  return null;
}

/** For each class the first day that is still kept: what is of an earlier day is past its time. */
export function keptSince(retention: Retention, today: CalendarDate): Readonly<Record<RetentionClass, CalendarDate>> {
  return {
    words: yearsBefore(today, retention.words),
    answers: yearsBefore(today, retention.answers),
    people: yearsBefore(today, retention.people),
    trail: yearsBefore(today, retention.trail),
    citizens: yearsBefore(today, retention.citizens),
    messages: yearsBefore(today, retention.messages),
    notes: yearsBefore(today, retention.notes),
  };
}
