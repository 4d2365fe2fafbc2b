import { z } from 'zod';
import { type Attachment, attachmentSchema } from '../dialogue/attachment.ts';
import { type Predicate, predicateSchema } from '../domain/predicate.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';

export const objectionStates = ['open', 'upheld', 'changed'] as const;
export type ObjectionState = (typeof objectionStates)[number];

/** An objection with what both sides said and how it ended. Texts are Telegram HTML as their writers sent them. */
export interface ObjectionRow {
  readonly id: number;
  readonly appraisalId: number;
  readonly reason: string;
  readonly evidence: ObjectionEvidence;
  readonly raisedAt: Date;
  /** Null while HR has to name somebody. */
  readonly hearerId: number | null;
  readonly supervisorStatement: string | null;
  readonly statedAt: Date | null;
  /** `upheld`: the result stays. */
  readonly state: ObjectionState;
  readonly decisionReason: string | null;
  /** The predicate objected to; null while open. */
  readonly oldPredicate: Predicate | null;
  /** What it became; null unless changed. */
  readonly newPredicate: Predicate | null;
  readonly decidedAt: Date | null;
}

const evidenceSchema = z.object({ comment: z.string().nullable(), items: z.array(attachmentSchema) });
export interface ObjectionEvidence {
  readonly comment: string | null;
  readonly items: readonly Attachment[];
}

export async function findObjection(tx: Tx, id: number): Promise<ObjectionRow | null> {
  const row = await tx.objection.findUnique({ where: { id } });
  return row && objectionRow(row);
}

/** The objection against an appraisal; there is at most one, for ever. */
export async function findObjectionAgainst(tx: Tx, appraisalId: number): Promise<ObjectionRow | null> {
  const row = await tx.objection.findUnique({ where: { appraisalId } });
  return row && objectionRow(row);
}

/** Keeps a new objection. A second one against the same appraisal breaks the unique key: callers check under the appraisal's lock. */
export async function insertObjection(
  tx: Tx,
  given: {
    readonly appraisalId: number;
    readonly reason: string;
    readonly evidence: ObjectionEvidence;
    readonly raisedAt: Date;
    readonly hearerId: number | null;
  },
): Promise<number> {
  const evidence = { comment: given.evidence.comment, items: [...given.evidence.items] };
  const { id } = await tx.objection.create({ data: { ...given, evidence, state: 'open' }, select: { id: true } });
  return id;
}

export async function saveHearer(tx: Tx, id: number, hearerId: number): Promise<void> {
  await tx.objection.update({ where: { id }, data: { hearerId }, select: { id: true } });
}

export async function saveStatement(tx: Tx, id: number, supervisorStatement: string, statedAt: Date): Promise<void> {
  await tx.objection.update({ where: { id }, data: { supervisorStatement, statedAt }, select: { id: true } });
}

/** Ends an objection. A changed predicate goes on the appraisal too; what it was stays here. Callers hold the appraisal's lock. */
export async function decideObjection(
  tx: Tx,
  objection: Pick<ObjectionRow, 'id' | 'appraisalId'>,
  decision: {
    readonly oldPredicate: Predicate;
    readonly newPredicate: Predicate | null;
    readonly decisionReason: string;
    readonly decidedAt: Date;
  },
): Promise<void> {
  const state: ObjectionState = decision.newPredicate === null ? 'upheld' : 'changed';
  await tx.objection.update({ where: { id: objection.id }, data: { ...decision, state }, select: { id: true } });
  if (decision.newPredicate === null) return;
  await tx.appraisal.update({
    where: { id: objection.appraisalId },
    data: { predicate: decision.newPredicate },
    select: { id: true },
  });
}

/** How many objections there are in each state. */
export async function countObjections(tx: Tx): Promise<Readonly<Record<ObjectionState, number>>> {
  const rows = await tx.objection.groupBy({ by: ['state'], _count: { _all: true } });
  const of = (state: ObjectionState) => rows.find((row) => row.state === state)?._count._all ?? 0;
  return { open: of('open'), upheld: of('upheld'), changed: of('changed') };
}

/** One line of a list of objections. */
export interface ObjectionLine {
  readonly id: number;
  readonly employee: string;
  readonly period: string;
  readonly raisedAt: Date;
  readonly state: ObjectionState;
  readonly hasHearer: boolean;
}

/** All objections for HR: open ones first, then the latest; one page of `size` from page 0. */
export async function listObjections(
  tx: Tx,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<readonly ObjectionLine[]> {
  const rows = await tx.$queryRaw`
    select o.id, e.name as employee, p.name as period, o.raised_at as "raisedAt", o.state, o.hearer_id is not null as "hasHearer"
    from objection o join appraisal a on a.id = o.appraisal_id join employee e on e.id = a.employee_id join period p on p.id = a.period_id
    order by (o.state = 'open') desc, o.raised_at desc, o.id desc limit ${size} offset ${page * size}`;
  return z.array(lineSchema).parse(rows);
}

/** Open objections this employee has to decide, and those they have not yet made a statement on; the oldest first. */
export async function listObjectionTasks(
  tx: Tx,
  employeeId: number,
): Promise<{ readonly toHear: readonly ObjectionLine[]; readonly toState: readonly ObjectionLine[] }> {
  const rows = await tx.$queryRaw`
    select o.id, e.name as employee, p.name as period, o.raised_at as "raisedAt", o.state, o.hearer_id is not null as "hasHearer",
      coalesce(o.hearer_id = ${employeeId}, false) as hears
    from objection o join appraisal a on a.id = o.appraisal_id join employee e on e.id = a.employee_id join period p on p.id = a.period_id
    where o.state = 'open' and (o.hearer_id = ${employeeId} or (a.supervisor_id = ${employeeId} and o.stated_at is null))
    order by o.raised_at, o.id`;
  const found = z.array(lineSchema.extend({ hears: z.boolean() })).parse(rows);
  return { toHear: found.filter(({ hears }) => hears), toState: found.filter(({ hears }) => !hears) };
}

/** An open objection that waits for a decision, with the hearer's chat where it can be written to. */
export interface WaitingObjection {
  readonly id: number;
  readonly employee: string;
  readonly period: string;
  readonly raisedAt: Date;
  readonly hearerUnitId: number | null;
  readonly telegramId: number | null;
  readonly locale: 'id' | 'en' | null;
}

/** Objections raised before an instant and still open. */
export async function listWaitingObjections(tx: Tx, before: Date): Promise<readonly WaitingObjection[]> {
  const rows = await tx.$queryRaw`
    select o.id, e.name as employee, p.name as period, o.raised_at as "raisedAt", h.unit_id as "hearerUnitId", c.telegram_id as "telegramId", c.locale
    from objection o join appraisal a on a.id = o.appraisal_id join employee e on e.id = a.employee_id join period p on p.id = a.period_id
    left join employee h on h.id = o.hearer_id and h.active
    left join account c on c.employee_id = h.id and c.blocked_at is null and c.cut_off_at is null
    where o.state = 'open' and o.raised_at < ${before} order by o.id`;
  return z.array(waitingSchema).parse(rows);
}

const lineSchema = z.object({
  id: z.number(),
  employee: z.string(),
  period: z.string(),
  raisedAt: z.date(),
  state: z.enum(objectionStates),
  hasHearer: z.boolean(),
});
const waitingSchema = z.object({
  id: z.number(),
  employee: z.string(),
  period: z.string(),
  raisedAt: z.date(),
  hearerUnitId: z.number().nullable(),
  telegramId: z.bigint().transform(Number).nullable(),
  locale: z.enum(['id', 'en']).nullable(),
});

function objectionRow(row: Prisma.ObjectionGetPayload<object>): ObjectionRow {
  return {
    ...row,
    evidence: evidenceSchema.parse(row.evidence),
    state: z.enum(objectionStates).parse(row.state),
    oldPredicate: predicateSchema.nullable().parse(row.oldPredicate),
    newPredicate: predicateSchema.nullable().parse(row.newPredicate),
  };
}
