import { z } from 'zod';

/** The ids of rows that have nothing else, in their order. */
export function idsOf(rows: unknown): readonly number[] {
  return idRows.parse(rows).map(({ id }) => id);
}

const idRows = z.array(z.object({ id: z.number() }));
