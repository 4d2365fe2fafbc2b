import { z } from 'zod';
import { type OrganisationPredicate, organisationPredicates } from '../domain/rules.ts';
import { wayTo } from '../domain/unit-path.ts';
import type { Tx } from './database.ts';
import { savePreference } from './preference.ts';

/** What HR says of an organisation's own performance in a period; `not-set` is an answer too, and is not asked about again. */
export const organisationChoices = [...organisationPredicates, 'not-set'] as const;
export type OrganisationChoice = OrganisationPredicate | 'not-set';

/** The choice that counts for a unit: its own, or that of the nearest unit above; at the top the whole organisation's. */
export interface ChosenPredicate {
  readonly choice: OrganisationChoice;
  /** Path of the unit it was made for; empty for the whole organisation. */
  readonly madeFor: string;
}

/** Null while HR was not asked, neither for this unit (an empty path is the whole organisation) nor for one above. */
export async function findOrganisationPredicate(
  tx: Tx,
  periodId: number,
  path: string,
): Promise<ChosenPredicate | null> {
  const way = [...wayTo(path)];
  const prefix = `organisation-predicate:${periodId}:`;
  const rows = await tx.$queryRaw`
    select asked.path as "madeFor", preference.value as choice
    from (select ${prefix}::text || '0' as key, '' as path union all select ${prefix}::text || id, path from unit where path = any(${way}::text[])) asked
    join preference on preference.key = asked.key order by length(asked.path) desc limit 1`;
  return z.array(chosenSchema).parse(rows)[0] ?? null;
}

const chosenSchema = z.object({ madeFor: z.string(), choice: z.enum(organisationChoices) });

/** Keeps HR's choice for a unit with its sub-units; unit 0 is the whole organisation. */
export async function saveOrganisationPredicate(
  tx: Tx,
  periodId: number,
  unitId: number,
  choice: OrganisationChoice,
): Promise<void> {
  await savePreference(tx, `organisation-predicate:${periodId}:${unitId}`, choice);
}
