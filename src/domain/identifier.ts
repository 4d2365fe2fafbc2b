import { z } from 'zod';

/** The key of a framework, a lesson or a part of one, short enough for the data of a button. */
export const identifierSchema = z
  .string({ error: 'must be a text' })
  .regex(/^[a-z0-9-]{1,24}$/, 'must be 1 to 24 of a-z, 0-9 and -: it is used in button data');
