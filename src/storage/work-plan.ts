import { z } from 'zod';
import { type NewItem, type PlanItem, planItemSchema } from '../domain/work-plan.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';

/** `draft`, `proposed` (waits for the supervisor), `returned` (with a remark), `agreed`. */
export const planStates = ['draft', 'proposed', 'returned', 'agreed'] as const;
export type PlanState = (typeof planStates)[number];

const agreementSchema = z.object({
  revision: z.int(),
  /** ISO 8601. */
  agreedAt: z.string(),
  agreedBy: z.int(),
  items: z.array(planItemSchema),
});
/** One agreed revision, its items as they stood. */
export type Agreement = Readonly<z.output<typeof agreementSchema>>;

/** The work plan of one appraisal. */
export interface PlanRow {
  readonly id: number;
  readonly appraisalId: number;
  readonly state: PlanState;
  /** How many times it was agreed. */
  readonly revision: number;
  /** When it was last handed to the supervisor. */
  readonly proposedAt: Date | null;
  readonly remark: string | null;
  /** As it is being written now, in order. */
  readonly items: readonly PlanItem[];
  /** Oldest first. */
  readonly history: readonly Agreement[];
}

export async function findPlan(tx: Tx, appraisalId: number): Promise<PlanRow | null> {
  const row = await tx.workPlan.findUnique({ where: { appraisalId }, include: planInclude });
  return row && planRow(row);
}

/** A plan of a period that was released. */
export interface PastPlan {
  readonly appraisalId: number;
  readonly period: string;
}

/** This employee's plans of released periods, the latest first; one page of `size` from page 0. */
export async function listPastPlans(
  tx: Tx,
  employeeId: number,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly plans: readonly PastPlan[] }> {
  const rows = await tx.$queryRaw`
    select a.id as "appraisalId", p.name as period, (count(*) over ())::int as total
    from appraisal a join period p on p.id = a.period_id join work_plan w on w.appraisal_id = a.id
    where a.employee_id = ${employeeId} and p.state = 'released' order by p.ends_on desc, a.id desc offset ${page * size} limit ${size}`;
  const found = z.array(z.object({ appraisalId: z.number(), period: z.string(), total: z.number() })).parse(rows);
  return { total: found[0]?.total ?? 0, plans: found.map(({ appraisalId, period }) => ({ appraisalId, period })) };
}

/** The plan of an appraisal, made as an empty draft where there is none yet. Callers hold the appraisal's lock. */
export async function ensurePlan(tx: Tx, appraisalId: number): Promise<PlanRow> {
  const row = await tx.workPlan.upsert({
    where: { appraisalId },
    create: { appraisalId, state: 'draft' },
    update: {},
    include: planInclude,
  });
  return planRow(row);
}

/** The items agreed last, with what is reported by now; null while nothing was agreed. A revision under way does not touch them. */
export function agreedItems({ state, items, history }: PlanRow): readonly PlanItem[] | null {
  const agreement = history.at(-1);
  if (!agreement) return null;
  if (state === 'agreed') return items;
  return agreement.items.map((agreed) => {
    const live = items.find(({ id }) => id === agreed.id);
    return live === undefined ? agreed : { ...agreed, realised: live.realised };
  });
}

/** Where each of these appraisals' plans stands; one that has none is left out. */
export async function planStatesOf(tx: Tx, appraisalIds: readonly number[]): Promise<ReadonlyMap<number, PlanState>> {
  const rows = await tx.workPlan.findMany({
    where: { appraisalId: { in: [...appraisalIds] } },
    select: { appraisalId: true, state: true },
  });
  return new Map(rows.map(({ appraisalId, state }) => [appraisalId, z.enum(planStates).parse(state)]));
}

/** How many plans of open periods wait for this supervisor's answer. */
export function countProposed(tx: Tx, supervisorId: number): Promise<number> {
  return tx.workPlan.count({
    where: { state: 'proposed', appraisal: { supervisorId, reviewedAt: null, period: { state: 'open' } } },
  });
}

/** Puts items below those that are there. */
export async function addItems(tx: Tx, plan: PlanRow, items: readonly NewItem[]): Promise<void> {
  const { _max } = await tx.workItem.aggregate({ where: { planId: plan.id }, _max: { position: true } });
  const first = (_max.position ?? 0) + 1;
  await tx.workItem.createMany({
    data: items.map((item, index) => ({ ...item, planId: plan.id, position: first + index })),
  });
}

/** An item in other words. What was reported stays, unless the item is measured in another way now: then it is a new one, and what was agreed keeps the old. */
export async function changeItem(tx: Tx, plan: PlanRow, item: PlanItem, changed: NewItem): Promise<void> {
  if ((item.direction === 'yes-no') === (changed.direction === 'yes-no')) {
    await tx.workItem.update({ where: { id: item.id }, data: changed, select: { id: true } });
    return;
  }
  const { position } = await tx.workItem.findUniqueOrThrow({ where: { id: item.id }, select: { position: true } });
  await removeItem(tx, plan, item);
  await tx.workItem.create({ data: { ...changed, planId: plan.id, position }, select: { id: true } });
}

/** Takes an item out of the plan as it is being written; an agreement that has it keeps it with what was reported. */
export async function removeItem(tx: Tx, { id, history }: PlanRow, item: PlanItem): Promise<void> {
  const kept = history.map((agreement) => ({
    ...agreement,
    items: agreement.items.map((agreed) => (agreed.id === item.id ? { ...agreed, realised: item.realised } : agreed)),
  }));
  await tx.workPlan.update({ where: { id }, data: { history: kept }, select: { id: true } });
  await tx.workItem.delete({ where: { id: item.id }, select: { id: true } });
}

export async function markProposed(tx: Tx, planId: number, now: Date): Promise<void> {
  const data = { state: 'proposed', proposedAt: now, remark: null, remindedOn: null };
  await tx.workPlan.update({ where: { id: planId }, data, select: { id: true } });
}

/** Back to the employee, to be changed: taken back by themselves, or an agreed plan that is revised. */
export async function markDraft(tx: Tx, planId: number): Promise<void> {
  await tx.workPlan.update({ where: { id: planId }, data: { state: 'draft' }, select: { id: true } });
}

export async function markReturned(tx: Tx, planId: number, remark: string): Promise<void> {
  await tx.workPlan.update({ where: { id: planId }, data: { state: 'returned', remark }, select: { id: true } });
}

/** Agreed as it stands; a copy goes into the history. */
export async function markAgreed(tx: Tx, plan: PlanRow, by: number, now: Date): Promise<void> {
  const revision = plan.revision + 1;
  const agreement = { revision, agreedAt: now.toISOString(), agreedBy: by, items: [...plan.items] };
  await tx.workPlan.update({
    where: { id: plan.id },
    data: {
      state: 'agreed',
      revision,
      agreedAt: now,
      agreedBy: by,
      remark: null,
      history: [...plan.history, agreement],
    },
    select: { id: true },
  });
}

export async function saveRealised(tx: Tx, itemId: number, realised: string): Promise<void> {
  await tx.workItem.update({ where: { id: itemId }, data: { realised }, select: { id: true } });
}

const planInclude = {
  items: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.WorkPlanInclude;

type StoredPlan = Prisma.WorkPlanGetPayload<{ include: { items: true } }>;

function planRow({ id, appraisalId, state, revision, proposedAt, remark, items, history }: StoredPlan): PlanRow {
  return {
    id,
    appraisalId,
    state: z.enum(planStates).parse(state),
    revision,
    proposedAt,
    remark,
    items: items.map((item) => planItemSchema.parse(item)),
    history: z.array(agreementSchema).parse(history),
  };
}
