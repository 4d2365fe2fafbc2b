import { z } from 'zod';
import { addCounts, noCounts, type PredicateCounts } from '../domain/distribution.ts';
import { predicateSchema } from '../domain/predicate.ts';
import type { UnitCounts, UnitSpread } from '../domain/protect-few.ts';
import { unitNames, unitSeparator, wayTo } from '../domain/unit-path.ts';
import type { Tx } from './database.ts';

/**
 * Released predicates of a period on the way from the top down to a unit: first the whole organisation (nobody is directly in it), then each unit on the way, last the unit itself. An empty path
 * is the top alone. One statement, which the index `appraisal_released` answers.
 */
export async function countPredicatesDownTo(tx: Tx, periodId: number, path: string): Promise<readonly UnitSpread[]> {
  const names = unitNames(path);
  const rows = await tx.$queryRaw`
    with counted as (
      select unit_id, predicate, count(*) as people from appraisal
      where period_id = ${periodId} and released_at is not null and predicate is not null group by unit_id, predicate
    ), placed as (
      select string_to_array(unit.path, ${unitSeparator}::text) as names, predicate, people from counted join unit on unit.id = unit_id
    )
    select depth, array_to_string(names[1:depth + 1], ${unitSeparator}::text) as path, predicate, sum(people)::int as people
    from placed cross join generate_series(0, ${names.length}::int) as depth
    where names[1:depth] = (${[...names]}::text[])[1:depth]
    group by 1, 2, 3 order by 1, 2`;
  const parsed = z.array(rowSchema.extend({ depth: z.number() })).parse(rows);
  return ['', ...wayTo(path)].map((at, depth) => {
    const units = gather(parsed.filter((row) => row.depth === depth));
    return {
      own: units.find((unit) => unit.path === at)?.counts ?? noCounts,
      below: units.filter((unit) => unit.path !== at),
    };
  });
}

/** Released predicates of the people directly in each unit that has any, by path. */
export async function countPredicatesByUnit(tx: Tx, periodId: number): Promise<readonly UnitCounts[]> {
  const rows = await tx.$queryRaw`
    select unit.path, predicate, counted.people::int as people from (
      select unit_id, predicate, count(*) as people from appraisal
      where period_id = ${periodId} and released_at is not null and predicate is not null group by unit_id, predicate
    ) counted join unit on unit.id = unit_id order by unit.path`;
  return gather(z.array(rowSchema).parse(rows));
}

const rowSchema = z.object({ path: z.string(), predicate: predicateSchema, people: z.number() });

function gather(rows: readonly z.output<typeof rowSchema>[]): readonly UnitCounts[] {
  const units = new Map<string, PredicateCounts>();
  for (const { path, predicate, people } of rows)
    units.set(path, addCounts(units.get(path) ?? noCounts, { ...noCounts, [predicate]: people }));
  return [...units].map(([path, counts]) => ({ path, counts }));
}
