import { z } from 'zod';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

export const dialogueStates = ['proposed', 'agreed', 'recorded', 'signed', 'cancelled'] as const;
export type DialogueState = (typeof dialogueStates)[number];

/** One performance dialogue with the two who hold it. */
export interface DialogueRow {
  readonly id: number;
  readonly appraisalId: number;
  readonly period: string;
  readonly employee: DialogueParty;
  readonly supervisor: DialogueParty;
  /** Whose turn it is not: the other answers the proposal. */
  readonly proposedBy: number;
  /** One to three instants. */
  readonly proposed: readonly Date[];
  readonly state: DialogueState;
  readonly meetsAt: Date | null;
  /** Telegram HTML. */
  readonly record: string | null;
  readonly supervisorSignedAt: Date | null;
  readonly employeeSignedAt: Date | null;
}

export interface DialogueParty {
  readonly id: number;
  readonly name: string;
  readonly unitId: number;
}

export async function findDialogue(tx: Tx, id: number): Promise<DialogueRow | null> {
  const [row] = await selectDialogues(tx, Prisma.sql`d.id = ${id}`);
  return row ?? null;
}

/** The same with its row locked, for whoever is about to change it. */
export async function lockDialogue(tx: Tx, id: number): Promise<DialogueRow | null> {
  await tx.$executeRaw`select 1 from performance_dialogue where id = ${id} for update`;
  return findDialogue(tx, id);
}

/** The dialogues a person holds on either side, what is under way first, then the latest; at most 10. */
export async function listDialogues(tx: Tx, employeeId: number): Promise<readonly DialogueRow[]> {
  return selectDialogues(tx, Prisma.sql`(a.employee_id = ${employeeId} or d.supervisor_id = ${employeeId})`, 10);
}

/** The dialogue about an appraisal that is not finished; null when there is none. */
export async function findOpenDialogue(tx: Tx, appraisalId: number): Promise<DialogueRow | null> {
  const [row] = await selectDialogues(
    tx,
    Prisma.sql`d.appraisal_id = ${appraisalId} and d.state in ('proposed', 'agreed', 'recorded')`,
  );
  return row ?? null;
}

export async function createDialogue(
  tx: Tx,
  given: {
    readonly appraisalId: number;
    readonly supervisorId: number;
    readonly proposedBy: number;
    readonly proposed: readonly Date[];
    readonly now: Date;
  },
): Promise<number> {
  const { now, proposed, ...rest } = given;
  const { id } = await tx.performanceDialogue.create({
    data: { ...rest, proposed: isoOf(proposed), state: 'proposed', createdAt: now },
    select: { id: true },
  });
  return id;
}

/** New times take the place of those proposed or agreed before. */
export async function proposeTimes(tx: Tx, id: number, proposedBy: number, proposed: readonly Date[]): Promise<void> {
  await change(tx, id, { proposedBy, proposed: isoOf(proposed), state: 'proposed', meetsAt: null });
}

export async function agreeOnTime(tx: Tx, id: number, meetsAt: Date): Promise<void> {
  await change(tx, id, { state: 'agreed', meetsAt });
}

/** Keeps the record; whoever had signed another text has not signed this one. */
export async function saveRecord(tx: Tx, id: number, record: string): Promise<void> {
  await change(tx, id, { record, state: 'recorded', supervisorSignedAt: null, employeeSignedAt: null });
}

/** Notes one side's signature; with both the dialogue is `signed`. */
export async function signRecord(
  tx: Tx,
  id: number,
  signed: { readonly supervisorSignedAt: Date | null; readonly employeeSignedAt: Date | null },
): Promise<void> {
  const both = signed.supervisorSignedAt !== null && signed.employeeSignedAt !== null;
  await change(tx, id, { ...signed, state: both ? 'signed' : 'recorded' });
}

export async function cancelDialogue(tx: Tx, id: number): Promise<void> {
  await change(tx, id, { state: 'cancelled' });
}

/** Staff whom this supervisor assesses in a period that is not released, by name: with whom a dialogue can be proposed. */
export async function listDialogueStaff(
  tx: Tx,
  supervisorId: number,
  { skip, take }: { readonly skip: number; readonly take: number },
): Promise<{
  readonly staff: readonly { readonly appraisalId: number; readonly name: string; readonly period: string }[];
  readonly total: number;
}> {
  const rows = await tx.$queryRaw`
    select a.id as "appraisalId", e.name, p.name as period, count(*) over ()::int as total
    from appraisal a join period p on p.id = a.period_id and p.state in ('open', 'closed') join employee e on e.id = a.employee_id and e.active
    where a.supervisor_id = ${supervisorId} order by e.name, a.id offset ${skip} limit ${take}`;
  const found = z
    .array(z.object({ appraisalId: z.number(), name: z.string(), period: z.string(), total: z.number() }))
    .parse(rows);
  return { staff: found, total: found[0]?.total ?? 0 };
}

/** How many dialogues stand where: all that HR sees. */
export async function countDialogues(tx: Tx): Promise<Readonly<Record<DialogueState, number>>> {
  const rows = await tx.performanceDialogue.groupBy({ by: ['state'], _count: true });
  const count = (state: DialogueState) => rows.find((row) => row.state === state)?._count ?? 0;
  return {
    proposed: count('proposed'),
    agreed: count('agreed'),
    recorded: count('recorded'),
    signed: count('signed'),
    cancelled: count('cancelled'),
  };
}

/** One side of an agreed dialogue, to be reminded of it: only who has joined and can be reached. */
export interface ComingDialogue {
  readonly id: number;
  readonly meetsAt: Date;
  readonly recipientId: number;
  readonly telegramId: number;
  readonly locale: 'id' | 'en' | null;
  readonly unitId: number;
  readonly other: string;
}

/** Both sides of the agreed dialogues between two instants. */
export async function listAgreedDialogues(tx: Tx, from: Date, until: Date): Promise<readonly ComingDialogue[]> {
  const rows = await tx.$queryRaw`
    select d.id, d.meets_at as "meetsAt", recipient.id as "recipientId", account.telegram_id as "telegramId", account.locale, recipient.unit_id as "unitId", other.name as other
    from performance_dialogue d join appraisal a on a.id = d.appraisal_id
    join employee recipient on recipient.id in (a.employee_id, d.supervisor_id) and recipient.active
    join employee other on other.id in (a.employee_id, d.supervisor_id) and other.id <> recipient.id
    join account on account.employee_id = recipient.id and account.blocked_at is null and account.cut_off_at is null
    where d.state = 'agreed' and d.meets_at between ${from} and ${until}
    order by d.meets_at, d.id, recipient.id`;
  return z
    .array(
      z.object({
        id: z.number(),
        meetsAt: z.date(),
        recipientId: z.number(),
        telegramId: z.bigint().transform(Number),
        locale: z.enum(['id', 'en']).nullable(),
        unitId: z.number(),
        other: z.string(),
      }),
    )
    .parse(rows);
}

async function selectDialogues(tx: Tx, where: Prisma.Sql, limit = 1): Promise<readonly DialogueRow[]> {
  const rows = await tx.$queryRaw`
    select d.id, d.appraisal_id as "appraisalId", p.name as period, d.proposed_by as "proposedBy", d.proposed, d.state, d.meets_at as "meetsAt", d.record,
      d.supervisor_signed_at as "supervisorSignedAt", d.employee_signed_at as "employeeSignedAt",
      jsonb_build_object('id', e.id, 'name', e.name, 'unitId', e.unit_id) as employee,
      jsonb_build_object('id', s.id, 'name', s.name, 'unitId', s.unit_id) as supervisor
    from performance_dialogue d join appraisal a on a.id = d.appraisal_id join period p on p.id = a.period_id
    join employee e on e.id = a.employee_id join employee s on s.id = d.supervisor_id
    where ${where} order by d.state in ('signed', 'cancelled'), d.created_at desc, d.id desc limit ${limit}`;
  return z.array(dialogueSchema).parse(rows);
}

async function change(tx: Tx, id: number, data: Prisma.PerformanceDialogueUncheckedUpdateInput): Promise<void> {
  await tx.performanceDialogue.update({ where: { id }, data, select: { id: true } });
}

function isoOf(times: readonly Date[]): string[] {
  return times.map((time) => time.toISOString());
}

const partySchema = z.object({ id: z.number(), name: z.string(), unitId: z.number() });
const dialogueSchema = z.object({
  id: z.number(),
  appraisalId: z.number(),
  period: z.string(),
  employee: partySchema,
  supervisor: partySchema,
  proposedBy: z.number(),
  proposed: z.array(z.iso.datetime().transform((text) => new Date(text))),
  state: z.enum(dialogueStates),
  meetsAt: z.date().nullable(),
  record: z.string().nullable(),
  supervisorSignedAt: z.date().nullable(),
  employeeSignedAt: z.date().nullable(),
});
