import { z } from 'zod';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { toConfirm } from './proposal.ts';

/** `alone`: nobody assesses them, or who did left the roster. `moved`: the roster gave them another superior since the period opened. */
export const raterNeeds = ['alone', 'moved'] as const;
export type RaterNeed = (typeof raterNeeds)[number];

/** An unfinished appraisal whose rater may have to change, with whom the roster suggests. */
export interface NeedyAppraisal {
  readonly appraisalId: number;
  readonly employeeId: number;
  readonly name: string;
  readonly nip: string;
  /** Who assesses until now; null when nobody does. */
  readonly before: { readonly id: number; readonly name: string } | null;
  /** The new superior, else the superior of who assessed; null where the roster knows neither. */
  readonly suggested: { readonly id: number; readonly name: string } | null;
}

/** By name, one page of `size` from page 0. */
export async function listRaterNeeds(
  tx: Tx,
  periodId: number,
  need: RaterNeed,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly suggested: number; readonly appraisals: readonly NeedyAppraisal[] }> {
  const rows = await tx.$queryRaw`
    ${selectNeedy(periodId, need)} order by e.name, appraisal.id limit ${size} offset ${page * size}`;
  const found = z.array(needySchema).parse(rows);
  return {
    total: found[0]?.total ?? 0,
    suggested: found[0]?.withSuggestion ?? 0,
    appraisals: found.map(needyAppraisal),
  };
}

/** Gives every such appraisal of a period, or one of them, the rater the roster suggests; answers what changed. One statement. */
export async function takeSuggestions(
  tx: Tx,
  periodId: number,
  need: RaterNeed,
  appraisalId: number | null,
): Promise<readonly NeedyAppraisal[]> {
  const rows = await tx.$queryRaw`
    with needy as (
      ${selectNeedy(periodId, need, false)} and (${appraisalId}::int is null or appraisal.id = ${appraisalId}::int) for update of appraisal
    ), changed as (
      update appraisal set supervisor_id = needy."suggestedId" from needy
      where appraisal.id = needy."appraisalId" and needy."suggestedId" is not null returning appraisal.id
    )
    select needy.*, 0 as total, 0 as "withSuggestion" from needy join changed on changed.id = needy."appraisalId" order by needy.name, needy."appraisalId"`;
  return z.array(needySchema).parse(rows).map(needyAppraisal);
}

export interface Loose {
  readonly alone: number;
  readonly moved: number;
  readonly late: number;
  readonly aside: number;
}

/** What the roster changed around an open period: who got another superior, who came after it opened, and who left unfinished and is set aside. One statement. */
export async function countLoose(tx: Tx, periodId: number): Promise<Loose> {
  const rows = await tx.$queryRaw`
    select (select count(*)::int from (${selectNeedy(periodId, 'alone', false)}) as needy) as alone,
      (select count(*)::int from (${selectNeedy(periodId, 'moved', false)}) as needy) as moved,
      (select count(*)::int from employee where active and ${without(periodId)}) as late,
      (select count(*)::int from appraisal join employee on employee.id = appraisal.employee_id
        where period_id = ${periodId} and reviewed_at is null and not employee.active) as aside`;
  return z
    .tuple([z.object({ alone: z.number(), moved: z.number(), late: z.number(), aside: z.number() })])
    .parse(rows)[0];
}

/** Active employees without an appraisal in a period, by name; one page of `size` from page 0. */
export async function listLate(
  tx: Tx,
  periodId: number,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly people: readonly { readonly id: number; readonly name: string }[] }> {
  const rows = await tx.$queryRaw`
    select employee.id, employee.name, (count(*) over ())::int as total from employee
    where active and ${without(periodId)} order by name, id limit ${size} offset ${page * size}`;
  const found = z.array(z.object({ id: z.number(), name: z.string(), total: z.number() })).parse(rows);
  return { total: found[0]?.total ?? 0, people: found.map(({ id, name }) => ({ id, name })) };
}

/** How many of these people, by NIP, have an unfinished appraisal in an open period. */
export async function countInOpenPeriods(tx: Tx, nips: readonly string[]): Promise<number> {
  if (nips.length === 0) return 0;
  const rows = await tx.$queryRaw`
    select count(*)::int as count from appraisal a join period p on p.id = a.period_id join employee e on e.id = a.employee_id
    where e.nip = any(${[...nips]}::text[]) and p.state = 'open' and a.reviewed_at is null`;
  return z.tuple([z.object({ count: z.number() })]).parse(rows)[0].count;
}

/** How many unfinished appraisals of open periods wait for this rater. */
export function countWaitingFor(tx: Tx, raterId: number): Promise<number> {
  return tx.appraisal.count({ where: { supervisorId: raterId, reviewedAt: null, period: { state: 'open' } } });
}

function without(periodId: number): Prisma.Sql {
  return Prisma.sql`not exists (select from appraisal where appraisal.period_id = ${periodId} and appraisal.employee_id = employee.id)`;
}

/** `counted`: with the totals over all pages. Whoever HR gave a rater by hand is not moved again by the roster. In a closed period no review is given any more, only decided again. */
function selectNeedy(periodId: number, need: RaterNeed, counted = true): Prisma.Sql {
  const suggestion = Prisma.sql`coalesce(superior.id, above.id)`;
  const which =
    need === 'alone'
      ? Prisma.sql`(rater.id is null or not rater.active) and ((p.state = 'open' and appraisal.reviewed_at is null) or ${toConfirm})`
      : Prisma.sql`rater.active and superior.id <> rater.id and p.state = 'open' and appraisal.reviewed_at is null and not exists (
          select from audit where audit.subject_employee_id = appraisal.employee_id and audit.action = 'rater-changed'
            and audit.detail ->> 'appraisalId' = appraisal.id::text and audit.detail ? 'reason')`;
  // A locked row set cannot be counted by a window.
  const totals = counted
    ? Prisma.sql`, (count(*) over ())::int as total, (count(${suggestion}) over ())::int as "withSuggestion"`
    : Prisma.empty;
  return Prisma.sql`
    select appraisal.id as "appraisalId", e.id as "employeeId", e.name, e.nip, rater.id as "beforeId", rater.name as "beforeName",
      ${suggestion} as "suggestedId", coalesce(superior.name, above.name) as "suggestedName" ${totals}
    from appraisal join period p on p.id = appraisal.period_id join employee e on e.id = appraisal.employee_id and e.active
    left join employee rater on rater.id = appraisal.supervisor_id
    left join employee superior on superior.id = e.supervisor_id and superior.active and superior.id <> e.id
    left join employee above on above.id = rater.supervisor_id and above.active and above.id <> e.id
    where appraisal.period_id = ${periodId} and appraisal.released_at is null and ${which}`;
}

const needySchema = z.object({
  appraisalId: z.number(),
  employeeId: z.number(),
  name: z.string(),
  nip: z.string(),
  beforeId: z.number().nullable(),
  beforeName: z.string().nullable(),
  suggestedId: z.number().nullable(),
  suggestedName: z.string().nullable(),
  total: z.number(),
  withSuggestion: z.number(),
});

function needyAppraisal(row: z.output<typeof needySchema>): NeedyAppraisal {
  const { appraisalId, employeeId, name, nip, beforeId, beforeName, suggestedId, suggestedName } = row;
  const person = (id: number | null, of: string | null) => (id === null || of === null ? null : { id, name: of });
  return {
    appraisalId,
    employeeId,
    name,
    nip,
    before: person(beforeId, beforeName),
    suggested: person(suggestedId, suggestedName),
  };
}
