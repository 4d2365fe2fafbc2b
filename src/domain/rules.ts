import { z } from 'zod';
import { type Exact, exact } from './exact.ts';
import type { Expectation } from './expectation.ts';
import { predicateSchema } from './predicate.ts';
import { problemsOf } from './problem.ts';

/** A number of the file, taken by its decimal digits: 0.7 means exactly 7/10. */
const decimal = z.number().transform((value): Exact => exact(String(value)));

/** The keys `results/behaviour` of the predicate matrix; a file that lacks one, or has another, is refused. */
export const nineCells = [
  'above/above',
  'above/meets',
  'above/below',
  'meets/above',
  'meets/meets',
  'meets/below',
  'below/above',
  'below/meets',
  'below/below',
] as const satisfies readonly `${Expectation}/${Expectation}`[];

const matrixSchema = z.strictObject({
  source: z.string(),
  key: z.literal('results/behaviour'),
  cells: z.record(z.enum(nineCells), predicateSchema),
});

const bandSchema = z.strictObject({
  predicate: predicateSchema,
  /** What this law calls the band where the predicate has another name today. */
  label: z.string().optional(),
  min: decimal.optional(),
  max: decimal.optional(),
  below: decimal.optional(),
  requires: z.literal('innovation').optional(),
  /** No primary text was at hand when this was written down. */
  recalled: z.boolean().optional(),
});
const numberWeightsSchema = z.strictObject({ plan: decimal, behaviour: decimal });

const shareRuleSchema = z.union([
  z.strictObject({ predicate: predicateSchema, maxShare: decimal }),
  z.strictObject({ predicate: predicateSchema, minShare: decimal }),
  z.strictObject({ anyOf: z.array(predicateSchema).min(1), minShare: decimal }),
  z.strictObject({ anyOf: z.array(predicateSchema).min(1), minCount: z.int().positive() }),
]);
/** What an organisation's performance was found to be, best first (SE MenPANRB 3/2023). */
export const organisationPredicates = ['ISTIMEWA', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'] as const;
const organisationSchema = z.enum(organisationPredicates);
export type OrganisationPredicate = (typeof organisationPredicates)[number];

export const rulesSchema = z.strictObject({
  about: z.string(),
  predicateMatrix: matrixSchema,
  numberBands: z.strictObject({
    source: z.string(),
    weights: z.strictObject({ withoutPeers: numberWeightsSchema, withPeers: numberWeightsSchema }),
    /** Percent above which achievement does not count, and the top of the number. */
    cap: decimal,
    bands: z.array(bandSchema).min(1),
  }),
  objection: z.strictObject({
    source: z.string(),
    days: z.int().positive(),
    dayKind: z.literal('calendar'),
    to: z.string(),
    final: z.boolean(),
  }),
  distribution: z.strictObject({
    source: z.string(),
    use: z.literal('warning only'),
    byOrganisation: z.record(organisationSchema, z.array(shareRuleSchema).min(1)),
  }),
  creditPoints: z.strictObject({
    source: z.string(),
    formula: z.string(),
    percent: z.record(predicateSchema, decimal),
    annualCoefficient: z.record(z.string(), decimal),
    checks: z.array(
      z.strictObject({ level: z.string(), predicate: predicateSchema, months: z.int().positive(), points: decimal }),
    ),
  }),
  berakhlak: z.strictObject({ source: z.string(), values: z.record(z.string(), z.array(z.string().min(1)).length(3)) }),
});

/** The national rules as data (`prisma/rules.json`): what the code may not decide by itself. */
export type Rules = z.output<typeof rulesSchema>;
export type NumberBands = Rules['numberBands'];

/** Parses the national rules; throws with every problem, because the product cannot run without them. */
export function parseRules(data: unknown): Rules {
  const parsed = rulesSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error, data).map(({ path, reason }) => `  ${path}: ${reason}`);
  throw new Error(`Not the national rules:\n${problems.join('\n')}`);
}
