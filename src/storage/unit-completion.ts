import { z } from 'zod';
import { unitNames, unitSeparator } from '../domain/unit-path.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { toConfirm } from './proposal.ts';

/** How far a unit is, step by step, in people. Whoever left the roster unfinished is not counted: nothing is asked of them any more. */
export interface UnitSteps {
  readonly people: number;
  /** Have joined the bot. */
  readonly joined: number;
  readonly selfSubmitted: number;
  /** Answers of peers that are in, and those still asked for. */
  readonly peersHeard: number;
  readonly peersWaiting: number;
  /** People of whom at least one peer is still asked. */
  readonly waitingForPeers: number;
  readonly reviewed: number;
  /** Reviewed, with a predicate that stands: nothing to decide again since peers were heard. */
  readonly confirmed: number;
  readonly released: number;
  readonly acknowledged: number;
  /** Objections raised, and those of them not decided yet. */
  readonly objections: number;
  readonly objectionsOpen: number;
}

/** A unit with its sub-units. */
export interface UnitStepsRow extends UnitSteps {
  readonly unitId: number;
  readonly path: string;
}

/**
 * The steps of a period in a unit: the people directly in it (its own path; nobody at the top, the empty path), and each unit directly below with its sub-units, by path. One statement.
 */
export async function countStepsBelow(tx: Tx, periodId: number, path: string): Promise<readonly UnitStepsRow[]> {
  const within =
    path === '' ? Prisma.sql`true` : Prisma.sql`(path = ${path} or starts_with(path, ${`${path}${unitSeparator}`}))`;
  const rows = await tx.$queryRaw`
    with placed as (
      select id, array_to_string((string_to_array(path, ${unitSeparator}::text))[1:${unitNames(path).length + 1}::int], ${unitSeparator}::text) as part from unit where ${within}
    ), done as (${countsByUnit(periodId, path === '' ? Prisma.empty : Prisma.sql`and appraisal.unit_id in (select id from placed)`)})
    select unit.id as "unitId", unit.path, ${summed}
    from done join placed on placed.id = done.unit_id join unit on unit.path = placed.part
    group by unit.id, unit.path order by unit.path`;
  return z.array(rowSchema).parse(rows);
}

/** The same for the people directly in each unit of the whole organisation, by path; at most `most` units. */
export async function countStepsByUnit(tx: Tx, periodId: number, most: number): Promise<readonly UnitStepsRow[]> {
  const rows = await tx.$queryRaw`
    with done as (${countsByUnit(periodId, Prisma.empty)})
    select unit.id as "unitId", unit.path, ${summed}
    from done join unit on unit.id = done.unit_id group by unit.id, unit.path order by unit.path limit ${most}`;
  return z.array(rowSchema).parse(rows);
}

const noSteps: UnitSteps = {
  people: 0,
  joined: 0,
  selfSubmitted: 0,
  peersHeard: 0,
  peersWaiting: 0,
  waitingForPeers: 0,
  reviewed: 0,
  confirmed: 0,
  released: 0,
  acknowledged: 0,
  objections: 0,
  objectionsOpen: 0,
};

/** Several units together. */
export function sumSteps(units: readonly UnitSteps[]): UnitSteps {
  return units.reduce<UnitSteps>(
    (sum, unit) => ({
      people: sum.people + unit.people,
      joined: sum.joined + unit.joined,
      selfSubmitted: sum.selfSubmitted + unit.selfSubmitted,
      peersHeard: sum.peersHeard + unit.peersHeard,
      peersWaiting: sum.peersWaiting + unit.peersWaiting,
      waitingForPeers: sum.waitingForPeers + unit.waitingForPeers,
      reviewed: sum.reviewed + unit.reviewed,
      confirmed: sum.confirmed + unit.confirmed,
      released: sum.released + unit.released,
      acknowledged: sum.acknowledged + unit.acknowledged,
      objections: sum.objections + unit.objections,
      objectionsOpen: sum.objectionsOpen + unit.objectionsOpen,
    }),
    noSteps,
  );
}

const countsByUnit = (periodId: number, only: Prisma.Sql) => Prisma.sql`
  select appraisal.unit_id, count(*) as people, count(account.telegram_id) as joined, count(self_submitted_at) as "selfSubmitted",
    coalesce(sum(peers.heard), 0) as "peersHeard", coalesce(sum(peers.waiting), 0) as "peersWaiting",
    count(*) filter (where peers.waiting > 0) as "waitingForPeers", count(reviewed_at) as reviewed,
    count(reviewed_at) - count(*) filter (where ${toConfirm}) as confirmed,
    count(released_at) as released, count(acknowledged_at) as acknowledged,
    count(objection.id) as objections, count(*) filter (where objection.state = 'open') as "objectionsOpen"
  from appraisal join employee on employee.id = appraisal.employee_id
  left join account on account.employee_id = employee.id
  left join objection on objection.appraisal_id = appraisal.id
  left join (
    select appraisal_id, count(*) filter (where peer_request.state = 'submitted') as heard, count(*) filter (where peer_request.state = 'asked') as waiting
    from peer_request where peer_request.appraisal_id in (select asked.id from appraisal asked where asked.period_id = ${periodId}) group by appraisal_id
  ) peers on peers.appraisal_id = appraisal.id
  where appraisal.period_id = ${periodId} and (employee.active or reviewed_at is not null) ${only}
  group by appraisal.unit_id`;

const summed = Prisma.sql`
  sum(people)::int as people, sum(joined)::int as joined, sum("selfSubmitted")::int as "selfSubmitted", sum("peersHeard")::int as "peersHeard",
  sum("peersWaiting")::int as "peersWaiting", sum("waitingForPeers")::int as "waitingForPeers", sum(reviewed)::int as reviewed, sum(confirmed)::int as confirmed,
  sum(released)::int as released, sum(acknowledged)::int as acknowledged, sum(objections)::int as objections, sum("objectionsOpen")::int as "objectionsOpen"`;

const rowSchema = z.object({
  unitId: z.number(),
  path: z.string(),
  people: z.number(),
  joined: z.number(),
  selfSubmitted: z.number(),
  peersHeard: z.number(),
  peersWaiting: z.number(),
  waitingForPeers: z.number(),
  reviewed: z.number(),
  confirmed: z.number(),
  released: z.number(),
  acknowledged: z.number(),
  objections: z.number(),
  objectionsOpen: z.number(),
});
