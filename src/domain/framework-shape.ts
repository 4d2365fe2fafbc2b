import { z } from 'zod';
import { groupKindSchema } from './group.ts';
import { identifierSchema } from './identifier.ts';
import { localisedSchema } from './localised.ts';
import { predicateSchema } from './predicate.ts';

const positive = z
  .int({ error: 'must be a whole number' })
  .positive({ error: 'must be a positive whole number, 1 or more' });
const days = z.int({ error: 'must be a whole number of days' }).nonnegative({ error: 'must be 0 days or more' });
/** A string, because 2.75 as a binary float is not always 2.75. */
const decimal = z
  .string({ error: 'must be a decimal number in quotes, like "2.75"' })
  .regex(/^\d+(\.\d+)?$/, 'must be a decimal number in quotes, like "2.75"');
const list = <Item extends z.ZodType>(item: Item) =>
  z.array(item, { error: 'must be a list' }).min(1, 'must not be empty');

export const sectionIdSchema = z.enum(['results', 'behaviour'], { error: 'must be results or behaviour' });
/** The two sections the predicate matrix of PermenPANRB 6/2022 knows: hasil kerja and perilaku kerja. */
export type SectionId = z.output<typeof sectionIdSchema>;

const levelSchema = z.strictObject({ level: positive, label: localisedSchema });
const sectionSchema = z.strictObject({ id: sectionIdSchema, title: localisedSchema });
const groupSchema = z.strictObject({ kind: groupKindSchema, weight: positive.optional(), minimum: positive });
const levelTextSchema = z.strictObject({ level: positive, text: localisedSchema });
const growthSchema = z.strictObject({
  upTo: positive,
  kind: z.enum(['course', 'coaching', 'assignment'], { error: 'must be course, coaching or assignment' }),
  text: localisedSchema,
});

const indicatorSchema = z.strictObject({
  id: identifierSchema,
  section: sectionIdSchema,
  weight: positive,
  name: localisedSchema,
  description: localisedSchema,
  raters: list(groupKindSchema),
  measure: z.enum(['rating', 'plan'], { error: 'must be rating or plan' }).default('rating'),
  aspects: list(localisedSchema).optional(),
  points: list(localisedSchema).optional(),
  evidence: z.strictObject({ levels: list(positive), by: list(groupKindSchema) }).optional(),
  levels: list(levelTextSchema),
  growth: list(growthSchema),
});

/** What a sector's people read instead; what counts, and how much, is the same for everybody, so that scores stay comparable. */
const overrideSchema = indicatorSchema
  .pick({ name: true, description: true, aspects: true, levels: true, growth: true })
  .partial();

const variantSchema = z.strictObject({
  key: z
    .string({ error: 'must be a text' })
    .regex(/^[a-z0-9-]{1,12}$/, 'must be 1 to 12 of a-z, 0-9 and -: it is used in button data'),
  title: localisedSchema,
  /** Words in a unit's name by which the variant is suggested for it, in any case, each as a whole word. */
  match: list(z.string({ error: 'must be a text' }).trim().min(1, 'must not be empty')),
  indicators: z.record(identifierSchema, overrideSchema, { error: 'must list indicators by their id' }),
});

const rulesSchema = z.strictObject({
  /** That group's rating at or below `atMost` on that indicator holds the predicate at `predicate` or worse. */
  procedureGate: z
    .strictObject({ indicator: identifierSchema, group: groupKindSchema, atMost: positive, predicate: predicateSchema })
    .optional(),
  /** `points` on 100 for each commendation of that group with an example, `most` points altogether. */
  commendation: z
    .strictObject({ indicator: identifierSchema, group: groupKindSchema, points: positive, most: positive })
    .optional(),
  /** PP 30/2019: a number from the plan's achievement and the behaviour section; its weights and bands are national rules. */
  number: z.strictObject({ planIndicator: identifierSchema, innovationFor: predicateSchema }).optional(),
  /** Weights of the sections from the moment `heard` is present; indicators keep their relation inside a section. */
  sectionWeights: z
    .strictObject({
      heard: groupKindSchema,
      weights: list(z.strictObject({ section: sectionIdSchema, weight: positive })),
    })
    .optional(),
});

/** The fields of a framework, each right by itself; what they must be together is `framework-faults.ts`. */
export const frameworkShapeSchema = z.strictObject({
  key: identifierSchema,
  version: positive,
  title: localisedSchema,
  about: localisedSchema,
  source: z.string({ error: 'must be a text' }).trim().min(1, 'must say which text or rule it implements'),
  scale: z.array(levelSchema, { error: 'must be a list' }).min(2, 'must have at least two levels'),
  sections: list(sectionSchema),
  groups: list(groupSchema),
  order: list(groupKindSchema),
  expectation: z.strictObject({ below: decimal, above: decimal }),
  windows: z.strictObject({ selfOpensBeforeEnd: days, selfClosesAfterEnd: days, reviewClosesAfterEnd: days }),
  indicators: list(indicatorSchema),
  variants: list(variantSchema).optional(),
  rules: rulesSchema.default({}),
  achievement: list(z.strictObject({ percent: days, level: positive })).optional(),
});

export type FrameworkShape = z.output<typeof frameworkShapeSchema>;
