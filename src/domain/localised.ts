import { z } from 'zod';

const words = z
  .string({ error: 'must be a text' })
  .trim()
  .min(1, 'must not be empty: every text is written in Indonesian and in English');

/** A text of a framework in every language the product speaks. Framework data, not a locale file: HR may change it. */
export const localisedSchema = z.strictObject({ id: words, en: words });

export type Localised = z.output<typeof localisedSchema>;
