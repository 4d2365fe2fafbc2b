import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '../domain/calendar.ts';
import {
  type DevelopmentKind,
  type DevelopmentState,
  developmentKinds,
  developmentStates,
} from '../domain/development.ts';
import type { Tx } from './database.ts';

/** One item of a development plan with whose it is and who leads them today. */
export interface DevelopmentItemRow {
  readonly id: number;
  readonly employee: {
    readonly id: number;
    readonly name: string;
    readonly supervisorId: number | null;
  };
  readonly appraisalId: number | null;
  readonly indicatorId: string | null;
  readonly kind: DevelopmentKind;
  /** Telegram HTML. */
  readonly text: string;
  readonly dueOn: CalendarDate;
  readonly state: DevelopmentState;
  /** Words of whoever followed it up, as Telegram HTML. */
  readonly followUp: string | null;
}

export async function createDevelopmentItem(
  tx: Tx,
  item: {
    readonly employeeId: number;
    readonly appraisalId: number | null;
    readonly indicatorId: string | null;
    readonly kind: DevelopmentKind;
    readonly text: string;
    readonly dueOn: CalendarDate;
    readonly now: Date;
  },
): Promise<number> {
  const { now, dueOn, ...rest } = item;
  const { id } = await tx.developmentItem.create({
    data: { ...rest, dueOn: toUtcMidnight(dueOn), state: 'planned', createdAt: now },
    select: { id: true },
  });
  return id;
}

export async function findDevelopmentItem(tx: Tx, id: number): Promise<DevelopmentItemRow | null> {
  const row = await tx.developmentItem.findUnique({ where: { id }, include: itemInclude });
  return row && itemRow(row);
}

/** The same with its row locked, for whoever is about to settle it. */
export async function lockDevelopmentItem(tx: Tx, id: number): Promise<DevelopmentItemRow | null> {
  await tx.$executeRaw`select 1 from development_item where id = ${id} for update`;
  return findDevelopmentItem(tx, id);
}

/** A person's plan: open items by date, then the latest `history` settled ones. */
export async function listDevelopment(
  tx: Tx,
  employeeId: number,
  history: number,
): Promise<{ readonly planned: readonly DevelopmentItemRow[]; readonly settled: readonly DevelopmentItemRow[] }> {
  const planned = await tx.developmentItem.findMany({
    where: { employeeId, state: 'planned' },
    include: itemInclude,
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  const settled = await tx.developmentItem.findMany({
    where: { employeeId, state: { not: 'planned' } },
    include: itemInclude,
    orderBy: [{ settledAt: 'desc' }, { id: 'desc' }],
    take: history,
  });
  return { planned: planned.map(itemRow), settled: settled.map(itemRow) };
}

export async function countPlanned(tx: Tx, employeeId: number): Promise<number> {
  return tx.developmentItem.count({ where: { employeeId, state: 'planned' } });
}

/** Indicators of an appraisal whose suggested step is in the plan, open or done. */
export async function listPlannedIndicators(
  tx: Tx,
  employeeId: number,
  appraisalId: number,
): Promise<ReadonlySet<string>> {
  const rows = await tx.developmentItem.findMany({
    where: { employeeId, appraisalId, indicatorId: { not: null }, state: { in: ['planned', 'met'] } },
    select: { indicatorId: true },
  });
  return new Set(rows.flatMap(({ indicatorId }) => (indicatorId === null ? [] : [indicatorId])));
}

export async function settleDevelopmentItem(
  tx: Tx,
  id: number,
  settled: {
    readonly state: Exclude<DevelopmentState, 'planned'>;
    readonly followUp: string | null;
    readonly now: Date;
  },
): Promise<void> {
  const { state, followUp, now } = settled;
  await tx.developmentItem.update({ where: { id }, data: { state, followUp, settledAt: now }, select: { id: true } });
}

/** One line of a supervisor's list. */
export interface TeamPlan {
  readonly employeeId: number;
  readonly name: string;
  readonly planned: number;
  readonly met: number;
  /** Open items whose date is before `today`. */
  readonly late: number;
}

/** Everybody who has this supervisor today, by name, with how their plans stand. */
export async function listTeamPlans(tx: Tx, supervisorId: number, today: CalendarDate): Promise<readonly TeamPlan[]> {
  const rows = await tx.$queryRaw`
    select e.id as "employeeId", e.name,
      (count(*) filter (where i.state = 'planned'))::int as planned,
      (count(*) filter (where i.state = 'met'))::int as met,
      (count(*) filter (where i.state = 'planned' and i.due_on < ${toUtcMidnight(today)}::date))::int as late
    from employee e left join development_item i on i.employee_id = e.id
    where e.supervisor_id = ${supervisorId} and e.active group by e.id, e.name order by e.name, e.id`;
  return z
    .array(
      z.object({ employeeId: z.number(), name: z.string(), planned: z.number(), met: z.number(), late: z.number() }),
    )
    .parse(rows);
}

/** How many items of each kind are planned and met in a unit. */
export interface UnitDevelopment {
  readonly unit: string;
  readonly kinds: Readonly<Record<DevelopmentKind, { readonly planned: number; readonly met: number }>>;
}

/** Numbers by unit, by path; units where fewer than `least` people have items are left out. */
export async function countDevelopment(
  tx: Tx,
  least: number,
  { skip, take }: { readonly skip: number; readonly take: number },
): Promise<{ readonly units: readonly UnitDevelopment[]; readonly total: number }> {
  const rows = await tx.$queryRaw`
    select u.path as unit, count(*) over ()::int as total,
      (count(*) filter (where i.kind = 'course' and i.state = 'planned'))::int as "coursePlanned",
      (count(*) filter (where i.kind = 'course' and i.state = 'met'))::int as "courseMet",
      (count(*) filter (where i.kind = 'coaching' and i.state = 'planned'))::int as "coachingPlanned",
      (count(*) filter (where i.kind = 'coaching' and i.state = 'met'))::int as "coachingMet",
      (count(*) filter (where i.kind = 'assignment' and i.state = 'planned'))::int as "assignmentPlanned",
      (count(*) filter (where i.kind = 'assignment' and i.state = 'met'))::int as "assignmentMet"
    from development_item i join employee e on e.id = i.employee_id join unit u on u.id = e.unit_id
    where e.active group by u.id, u.path having count(distinct e.id) >= ${least}
    order by u.path offset ${skip} limit ${take}`;
  const found = z.array(countSchema).parse(rows);
  return {
    total: found[0]?.total ?? 0,
    units: found.map((row) => ({
      unit: row.unit,
      kinds: {
        course: { planned: row.coursePlanned, met: row.courseMet },
        coaching: { planned: row.coachingPlanned, met: row.coachingMet },
        assignment: { planned: row.assignmentPlanned, met: row.assignmentMet },
      },
    })),
  };
}

const countSchema = z.object({
  unit: z.string(),
  total: z.number(),
  coursePlanned: z.number(),
  courseMet: z.number(),
  coachingPlanned: z.number(),
  coachingMet: z.number(),
  assignmentPlanned: z.number(),
  assignmentMet: z.number(),
});

const itemInclude = { employee: { select: { id: true, name: true, supervisorId: true } } } as const;

const itemSchema = z.object({
  id: z.number(),
  employee: z.object({ id: z.number(), name: z.string(), supervisorId: z.number().nullable() }),
  appraisalId: z.number().nullable(),
  indicatorId: z.string().nullable(),
  kind: z.enum(developmentKinds),
  text: z.string(),
  dueOn: z.date().transform(fromUtcMidnight),
  state: z.enum(developmentStates),
  followUp: z.string().nullable(),
});

function itemRow(row: unknown): DevelopmentItemRow {
  return itemSchema.parse(row);
}
