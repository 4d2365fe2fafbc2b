import { z } from 'zod';
import { exactCodec } from './exact.ts';
import { expectations } from './expectation.ts';
import { sectionIdSchema } from './framework-shape.ts';
import { groupKindSchema } from './group.ts';
import { predicateSchema } from './predicate.ts';

const count = z.int().nonnegative();

/** A group's part in one indicator. `weight` null: asked and shown beside, not counted. `share` is of the indicator, over the groups present. */
const groupPartSchema = z.discriminatedUnion('present', [
  z.strictObject({
    kind: groupKindSchema,
    weight: z.int().positive().nullable(),
    present: z.literal(true),
    mean: exactCodec,
    answers: z.int().positive(),
    share: exactCodec,
  }),
  z.strictObject({
    kind: groupKindSchema,
    weight: z.int().positive().nullable(),
    present: z.literal(false),
    // It does not rate this indicator (nothing is missing then), was heard on nothing, fewer answered than may show, or the score is preliminary.
    reason: z.enum(['not-asked', 'no-answer', 'below-minimum', 'not-yet']),
    answers: count,
  }),
]);

const indicatorScoreSchema = z.strictObject({
  id: z.string(),
  section: sectionIdSchema,
  /** Every group of the framework, in its order. */
  groups: z.array(groupPartSchema),
  /** Set when the work plan gave the score: achievement in percent. The groups are then shown beside. */
  planPercent: exactCodec.nullable(),
  /** On the framework's scale; null when nobody who counts was heard. */
  score: exactCodec.nullable(),
  /** 0 to 1: weight of the counted groups that were present among those asked. */
  presentShare: exactCodec,
  /** 0 to 1: part of this indicator in its section, and in the total, as used; 0 without a score. */
  shareOfSection: exactCodec,
  shareOfTotal: exactCodec,
});

const sectionScoreSchema = z.strictObject({
  id: sectionIdSchema,
  /** Null when none of its indicators has a score. */
  score: exactCodec.nullable(),
  expectation: z.enum(expectations).nullable(),
  /** 0 to 1: part of this section in the total, as used. */
  shareOfTotal: exactCodec,
});

const missingSchema = z.discriminatedUnion('what', [
  /** A counted group was asked and is absent; its weight went to the others. */
  z.strictObject({
    what: z.literal('group'),
    indicator: z.string(),
    group: groupKindSchema,
    reason: z.enum(['no-answer', 'below-minimum']),
    answers: count,
    minimum: count,
    weight: z.int().positive(),
  }),
  /** An indicator has no score at all; its share of the total, as the framework has it, went to the others. */
  z.strictObject({ what: z.literal('indicator'), indicator: z.string(), share: exactCodec }),
]);

const gateSchema = z.discriminatedUnion('state', [
  /** That group did not rate the indicator. */
  z.strictObject({ state: z.literal('not-rated'), indicator: z.string() }),
  z.strictObject({ state: z.literal('passed'), indicator: z.string(), level: exactCodec }),
  /** Rated so low that the gate would close, but the reason or the evidence that it needs is not there, so it does not. */
  z.strictObject({
    state: z.literal('unproven'),
    indicator: z.string(),
    level: exactCodec,
    lacks: z.array(z.enum(['reason', 'evidence'])).min(1),
  }),
  /** The predicate is `limit` or worse. */
  z.strictObject({ state: z.literal('closed'), indicator: z.string(), level: exactCodec, limit: predicateSchema }),
]);

const numberSchema = z.strictObject({
  value: exactCodec,
  plan: exactCodec,
  behaviour: exactCodec,
  weights: z.strictObject({ plan: exactCodec, behaviour: exactCodec }),
  peersHeard: z.boolean(),
  innovation: z.boolean(),
  predicate: predicateSchema,
  heldBack: predicateSchema.nullable(),
  /** Telegram HTML; null without a recorded innovation. Scores stored before it was kept have none. */
  innovationTitle: z.string().nullable().default(null),
});

/** The score of an appraisal and all that explains it; decodes what `scoreToJson` wrote, fractions as `8/3`. */
export const scoreSchema = z.strictObject({
  framework: z.strictObject({ key: z.string(), version: z.int().positive() }),
  /** True when it looks at the self-assessment alone. */
  preliminary: z.boolean(),
  top: z.int().positive(),
  indicators: z.array(indicatorScoreSchema),
  sections: z.array(sectionScoreSchema),
  /** On the framework's scale; null when no indicator has a score. */
  total: exactCodec.nullable(),
  /** `total / top × 100` with the commendation points, at most 100. */
  hundred: exactCodec.nullable(),
  /** Null when the framework has no such rule. `points` are on 100. */
  commendation: z.strictObject({ count, points: count }).nullable(),
  /** The cell of the predicate matrix; null when a section has no score. */
  matrix: z
    .strictObject({ results: z.enum(expectations), behaviour: z.enum(expectations), predicate: predicateSchema })
    .nullable(),
  /** Null when the framework has no such rule. */
  gate: gateSchema.nullable(),
  /** The matrix's predicate after the gate: what the supervisor is proposed, never a decision. */
  proposed: predicateSchema.nullable(),
  /** PP 30/2019; null when the framework has no such rule, or plan or behaviour is not there yet. */
  number: numberSchema.nullable(),
  missing: z.array(missingSchema),
  /** 0 to 1: weight that was present, over all indicators and counted groups asked. */
  presentShare: exactCodec,
});

export type Score = z.output<typeof scoreSchema>;
/** A score as JSON, as it is stored. */
export type ScoreJson = z.input<typeof scoreSchema>;
export type IndicatorScore = Score['indicators'][number];
export type GroupPart = IndicatorScore['groups'][number];
export type SectionScore = Score['sections'][number];
export type Missing = Score['missing'][number];
export type Gate = NonNullable<Score['gate']>;

export function scoreToJson(score: Score): ScoreJson {
  return z.encode(scoreSchema, score);
}

/** Reads a stored score; throws when it is not one, as that is a bug or damage. */
export function scoreFromJson(json: unknown): Score {
  return scoreSchema.parse(json);
}
