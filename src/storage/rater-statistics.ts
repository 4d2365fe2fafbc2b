import { z } from 'zod';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { idsOf } from './ids-of.ts';

/** How somebody rated, over the released appraisals of one period. Plain decimals of two places, rounded half up. */
export interface RatingHabit {
  readonly assessments: number;
  /** Mean over the answers of what they lie above (or below, negative) the mean of all supervisors on the same indicator, in levels. */
  readonly leniency: string;
  /** Standard deviation of the levels given. */
  readonly spread: string;
  /** Mean over the assessments of the share of answers on the level given most often in that assessment, in percent. Null when each had one answer only. */
  readonly alike: string | null;
  /** Assessments in which every answer is on one level. */
  readonly whollyAlike: number;
}

/** A supervisor's; HR may see it by name. */
export interface SupervisorHabit extends RatingHabit {
  readonly raterId: number;
  readonly name: string;
  readonly unitPath: string;
}

export interface RaterStatistics {
  /** By unit and name, never by a number. */
  readonly supervisors: readonly SupervisorHabit[];
  readonly total: number;
  /** All peers together; null when too few were heard. */
  readonly peers: RatingHabit | null;
}

/**
 * Statistics of the raters of a period over released appraisals only: supervisors with at least `fewest` assessments, one page from 0; peers together, from appraisals in which at least
 * `fewestPeers` of them were heard, when there are at least `fewest` such assessments. One statement, over every answer of the period.
 */
export async function findRaterStatistics(
  tx: Tx,
  periodId: number,
  asked: {
    /** Every level of the scale. */
    readonly levels: readonly number[];
    readonly fewest: number;
    readonly fewestPeers: number;
    readonly page: number;
    readonly size: number;
  },
): Promise<RaterStatistics> {
  const rows = await tx.$queryRaw`
    with enough as (
      select assessment.appraisal_id as id from assessment join appraisal on appraisal.id = assessment.appraisal_id
      where appraisal.period_id = ${periodId} and appraisal.released_at is not null and assessment.kind = 'peer'
      group by assessment.appraisal_id having count(*) >= ${asked.fewestPeers}
    ), heard as materialized (
      select assessment.id, case assessment.kind when 'supervisor' then rater_id end as rater
      from appraisal join assessment on assessment.appraisal_id = appraisal.id left join enough on enough.id = appraisal.id
      where appraisal.period_id = ${periodId} and appraisal.released_at is not null
        and (assessment.kind = 'supervisor' or (assessment.kind = 'peer' and enough.id is not null))
    ), each as (
      select heard.id, rater, count(*) as answers, greatest(${timesEach(asked.levels)}) as most
      from heard join answer on answer.assessment_id = heard.id where level is not null group by heard.id, rater
    ), alike as (
      select rater, count(*) as assessments, avg(most::numeric / answers) filter (where answers > 1) as alike,
        count(*) filter (where most = answers and answers > 1) as wholly
      from each group by rater having count(*) >= ${asked.fewest}
    ), cells as (
      select rater, indicator_id, level, count(*) as times
      from heard join answer on answer.assessment_id = heard.id where level is not null group by rater, indicator_id, level
    ), means as (
      select indicator_id, sum(level * times) / sum(times) as mean from cells where rater is not null group by indicator_id
    ), habits as (
      select rater, sum((level - mean) * times) / sum(times) as leniency,
        sqrt(sum(times) * sum(level * level * times) - sum(level * times) ^ 2) / sum(times) as spread
      from cells join means using (indicator_id) group by rater
    ), numbered as (
      select ${columns}, employee.id as "raterId", employee.name, unit.path as "unitPath",
        count(employee.id) over ()::int as total, row_number() over (order by unit.path, employee.name, employee.id) - 1 as place
      from alike join habits on habits.rater is not distinct from alike.rater
      left join employee on employee.id = alike.rater left join unit on unit.id = employee.unit_id
    )
    select * from numbered where "raterId" is null or (place >= ${asked.page * asked.size} and place < ${(asked.page + 1) * asked.size}) order by place`;
  const found = z.array(rowSchema).parse(rows);
  const peers = found.find(({ raterId }) => raterId === null);
  return {
    supervisors: found.flatMap(({ raterId, name, unitPath, ...row }) =>
      raterId === null || name === null || unitPath === null ? [] : [{ raterId, name, unitPath, ...habitOf(row) }],
    ),
    total: found[0]?.total ?? 0,
    peers: peers ? habitOf(peers) : null,
  };
}

/** The supervisors a page of the statistics names, without a look at what they answered. */
export async function listRatersOnPage(
  tx: Tx,
  periodId: number,
  { fewest, page, size }: { readonly fewest: number; readonly page: number; readonly size: number },
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    select employee.id from (
      select assessment.rater_id from appraisal join assessment on assessment.appraisal_id = appraisal.id
      where appraisal.period_id = ${periodId} and appraisal.released_at is not null and assessment.kind = 'supervisor'
        and exists (select from answer where answer.assessment_id = assessment.id and level is not null)
      group by assessment.rater_id having count(*) >= ${fewest}
    ) enough join employee on employee.id = enough.rater_id join unit on unit.id = employee.unit_id
    order by unit.path, employee.name, employee.id limit ${size} offset ${page * size}`;
  return idsOf(rows);
}

/** How often each level was given in an assessment. */
function timesEach(levels: readonly number[]): Prisma.Sql {
  return Prisma.join(levels.map((level) => Prisma.sql`count(*) filter (where level = ${level})`));
}

const columns = Prisma.sql`assessments::int, round(leniency, 2)::text as leniency, round(spread, 2)::text as spread,
  round(alike * 100, 2)::text as alike, wholly::int as "whollyAlike"`;

const rowSchema = z.object({
  assessments: z.number(),
  leniency: z.string(),
  spread: z.string(),
  alike: z.string().nullable(),
  whollyAlike: z.number(),
  raterId: z.number().nullable(),
  name: z.string().nullable(),
  unitPath: z.string().nullable(),
  total: z.number(),
});

function habitOf({ assessments, leniency, spread, alike, whollyAlike }: RatingHabit): RatingHabit {
  return { assessments, leniency, spread, alike, whollyAlike };
}
