import { z } from 'zod';

/** The five predicates of PermenPANRB 6/2022, best first. Their order is what "not better than" means. */
export const predicates = ['SANGAT_BAIK', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'] as const;

export const predicateSchema = z.enum(predicates, {
  error: `must be one of ${predicates.join(', ')}`,
});

export type Predicate = z.output<typeof predicateSchema>;

/** The worse of two predicates: a limit never lifts a predicate, it only holds it down. */
export function notBetterThan(predicate: Predicate, limit: Predicate): Predicate {
  return predicates.indexOf(predicate) < predicates.indexOf(limit) ? limit : predicate;
}
