import { z } from 'zod';
import { type Exact, exactCodec } from '../domain/exact.ts';
import { type Predicate, predicateSchema } from '../domain/predicate.ts';
import type { Tx } from './database.ts';

/** One person of a released period, as HR weighs careers, promotion and awards by it (DOMAIN.md §1, Pauh). */
export interface NominativeRow {
  readonly nip: string;
  readonly name: string;
  readonly unitPath: string;
  readonly position: string;
  /** Jenjang as it was at release; empty where there is none. */
  readonly grade: string;
  readonly predicate: Predicate;
  /** Total on 100; null where nothing was scored. */
  readonly hundred: Exact | null;
  /** The number of PP 30/2019, 0 to 120; null where the framework has none. */
  readonly number: Exact | null;
  /** Awards and innovations accepted for the period. */
  readonly recognitions: number;
  /** Items of the development plan that grew out of this result, or came due in the period, and were met. */
  readonly developed: number;
}

/** Released results of a period, with one predicate or all (null), by unit and name, never by a figure; at most `limit`. Anonymised people are left out. */
export async function listNominative(
  tx: Tx,
  periodId: number,
  { predicate, limit }: { readonly predicate: Predicate | null; readonly limit: number },
): Promise<readonly NominativeRow[]> {
  const rows = await tx.$queryRaw`
    select e.nip, e.name, u.path as "unitPath", e.position, coalesce(a.grade, e.grade) as grade, a.predicate,
      a.score->>'hundred' as hundred, a.score->'number'->>'value' as number,
      (select count(*)::int from recognition r where r.employee_id = e.id and r.period_id = a.period_id and r.state = 'accepted') as recognitions,
      (select count(*)::int from development_item d where d.employee_id = e.id and d.state = 'met'
        and (d.appraisal_id = a.id or d.due_on between p.starts_on and p.ends_on)) as developed
    from appraisal a join employee e on e.id = a.employee_id join unit u on u.id = a.unit_id join period p on p.id = a.period_id
    where a.period_id = ${periodId} and a.released_at is not null and a.predicate is not null and e.anonymised_at is null
      and (${predicate}::text is null or a.predicate = ${predicate})
    order by u.path, e.name, e.id limit ${limit}`;
  return z.array(rowSchema).parse(rows);
}

const rowSchema = z.object({
  nip: z.string(),
  name: z.string(),
  unitPath: z.string(),
  position: z.string(),
  grade: z.string(),
  predicate: predicateSchema,
  hundred: exactCodec.nullable(),
  number: exactCodec.nullable(),
  recognitions: z.number(),
  developed: z.number(),
});
