import { z } from 'zod';
import type { Tx } from './database.ts';
import { nameOrNipHas } from './find-by-words.ts';

/** An appraisal as a line HR chooses from. */
export interface FoundAppraisal {
  readonly appraisalId: number;
  readonly name: string;
  readonly nip: string;
}

export interface FoundAppraisals {
  /** How many there are altogether. */
  readonly total: number;
  readonly appraisals: readonly FoundAppraisal[];
}

/** Appraisals of a period whose employee's name holds every word of the query, or whose NIP begins with it; by name, at most `most`. */
export async function searchAppraisals(
  tx: Tx,
  periodId: number,
  query: string,
  most: number,
): Promise<FoundAppraisals> {
  const rows = await tx.$queryRaw`
    select appraisal.id as "appraisalId", employee.name, employee.nip, (count(*) over ())::int as total
    from appraisal join employee on employee.id = appraisal.employee_id
    where appraisal.period_id = ${periodId} and ${nameOrNipHas('employee', query)}
    order by employee.name, appraisal.id limit ${most}`;
  return asFound(rows);
}

function asFound(rows: unknown): FoundAppraisals {
  const found = z.array(foundSchema).parse(rows);
  return { total: found[0]?.total ?? 0, appraisals: found.map(({ total: _, ...each }) => each) };
}

const foundSchema = z.object({
  appraisalId: z.number(),
  name: z.string(),
  nip: z.string(),
  total: z.number(),
});
