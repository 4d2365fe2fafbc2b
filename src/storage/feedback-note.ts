import { z } from 'zod';
import type { Tx } from './database.ts';

/** How the receiver stands to the writer. */
export const noteRelations = ['staff', 'peer', 'supervisor'] as const;
export type NoteRelation = (typeof noteRelations)[number];

export const noteKinds = ['praise', 'advice'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** A note as its receiver may know it: who wrote it is there only when it was signed, when it was written never. */
export interface ReceivedNote {
  /** Names it in buttons; random, so that it tells nothing of when the note was written. */
  readonly token: string;
  readonly kind: NoteKind;
  /** Telegram HTML. */
  readonly text: string;
  /** The writer's name; null for an unnamed note, whoever wrote it. */
  readonly from: string | null;
  /** A signed note is given as it is written, an unnamed one together with others. */
  readonly givenAt: Date;
}

export interface SentNote {
  readonly kind: NoteKind;
  readonly text: string;
  readonly to: string;
  readonly named: boolean;
  readonly at: Date;
}

/** People of one relation to this employee whose name holds `text` (any case), by name, and how many there are; only those who have joined, unless `joined` is false. */
export async function searchReceivers(
  tx: Tx,
  employeeId: number,
  relation: NoteRelation,
  {
    text,
    skip,
    take,
    joined = true,
  }: { readonly text: string; readonly skip: number; readonly take: number; readonly joined?: boolean },
): Promise<{ readonly people: readonly { readonly id: number; readonly name: string }[]; readonly total: number }> {
  const rows = await tx.$queryRaw`
    select other.id, other.name, count(*) over ()::int as total
    from employee me join employee other on other.id <> me.id and other.active
    where me.id = ${employeeId}
      and case ${relation}::text
        when 'staff' then other.supervisor_id = me.id
        when 'supervisor' then other.id = me.supervisor_id
        else (other.unit_id = me.unit_id or other.supervisor_id = me.supervisor_id)
          and other.supervisor_id is distinct from me.id and other.id is distinct from me.supervisor_id end
      and (not ${joined} or exists (select from account a where a.employee_id = other.id))
      and position(lower(${text}) in lower(other.name)) > 0
    order by other.name, other.id offset ${skip} limit ${take}`;
  const found = z.array(z.object({ id: z.number(), name: z.string(), total: z.number() })).parse(rows);
  return { people: found.map(({ id, name }) => ({ id, name })), total: found[0]?.total ?? 0 };
}

/** How this receiver stands to the writer, when they may be written to: on the roster, joined (unless `joined` is false), and of one of the relations; null otherwise. */
export async function findReceiver(
  tx: Tx,
  employeeId: number,
  receiverId: number,
  joined = true,
): Promise<{ readonly id: number; readonly name: string; readonly relation: NoteRelation } | null> {
  const rows = await tx.$queryRaw`
    select other.id, other.name,
      case when other.supervisor_id = me.id then 'staff' when other.id = me.supervisor_id then 'supervisor' else 'peer' end as relation
    from employee me join employee other on other.id = ${receiverId} and other.id <> me.id and other.active
    where me.id = ${employeeId}
      and (other.supervisor_id = me.id or other.id = me.supervisor_id or other.unit_id = me.unit_id or other.supervisor_id = me.supervisor_id)
      and (not ${joined} or exists (select from account a where a.employee_id = other.id))`;
  return (
    z.array(z.object({ id: z.number(), name: z.string(), relation: z.enum(noteRelations) })).parse(rows)[0] ?? null
  );
}

/** How many joined people could have written an unnamed note to this receiver as a peer, or as a member of their team. */
export async function countPossibleWriters(
  tx: Tx,
  receiverId: number,
  relation: 'peer' | 'supervisor',
): Promise<number> {
  const rows = await tx.$queryRaw`
    select count(*)::int as count
    from employee receiver join employee writer on writer.id <> receiver.id and writer.active
    where receiver.id = ${receiverId}
      and case ${relation}::text
        when 'supervisor' then writer.supervisor_id = receiver.id
        else (writer.unit_id = receiver.unit_id or writer.supervisor_id = receiver.supervisor_id)
          and writer.supervisor_id is distinct from receiver.id and writer.id is distinct from receiver.supervisor_id end
      and exists (select from account a where a.employee_id = writer.id)`;
  return z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0;
}

/** Keeps a note and answers its token. A signed one is given at once; one without a name waits until `giveUnnamedNotes`. */
export async function createFeedbackNote(
  tx: Tx,
  note: {
    readonly fromId: number;
    readonly toId: number;
    readonly kind: NoteKind;
    readonly text: string;
    readonly named: boolean;
    readonly at: Date;
  },
): Promise<string> {
  const { token } = await tx.feedbackNote.create({
    data: { ...note, givenAt: note.named ? note.at : null },
    select: { token: true },
  });
  return token;
}

/**
 * Marks as given the unnamed notes written before an instant to people of these units: to each of whom so many different people wrote, or for whom something has waited long.
 * Answers how many notes each receiver got now, at most `limit` receivers.
 */
export async function giveUnnamedNotes(
  tx: Tx,
  at: {
    readonly writtenBefore: Date;
    readonly waitedSince: Date;
    readonly writers: number;
    readonly units: readonly number[];
    readonly now: Date;
    readonly limit: number;
  },
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.$queryRaw`
    with receivers as (
      select n.to_id from feedback_note n join employee e on e.id = n.to_id
      where n.given_at is null and n.at < ${at.writtenBefore} and e.unit_id = any(${[...at.units]}::int[])
      group by n.to_id having count(distinct n.from_id) >= ${at.writers} or min(n.at) < ${at.waitedSince}
      order by n.to_id limit ${at.limit}
    ), given as (
      update feedback_note n set given_at = ${at.now} from receivers r
      where n.to_id = r.to_id and n.given_at is null and n.at < ${at.writtenBefore} returning n.to_id
    )
    select to_id as "toId", count(*)::int as count from given group by to_id`;
  const found = z.array(z.object({ toId: z.number(), count: z.number() })).parse(rows);
  return new Map(found.map(({ toId, count }) => [toId, count]));
}

/** Notes a person was given and wrote; what waits to be given is not counted. */
export async function countNotes(
  tx: Tx,
  employeeId: number,
): Promise<{ readonly received: number; readonly sent: number }> {
  return {
    received: await tx.feedbackNote.count({ where: { toId: employeeId, givenAt: { not: null } } }),
    sent: await tx.feedbackNote.count({ where: { fromId: employeeId } }),
  };
}

/** How many notes this person sent since an instant: the guard against floods. */
export async function countSentSince(tx: Tx, employeeId: number, since: Date): Promise<number> {
  return tx.feedbackNote.count({ where: { fromId: employeeId, at: { gte: since } } });
}

/**
 * Notes given to this person, by the month of giving in their zone with the latest first; within a month by a random token, so that neither the order nor the place of a new one
 * has anything to do with when or by whom it was written.
 * The writer leaves the database only for a signed note.
 */
export async function listReceivedNotes(
  tx: Tx,
  employeeId: number,
  zone: string,
  { skip, take }: { readonly skip: number; readonly take: number },
): Promise<readonly ReceivedNote[]> {
  const rows = await tx.$queryRaw`
    select n.token::text, n.kind, n.text, n.given_at as "givenAt", case when n.named then writer.name end as "from"
    from feedback_note n join employee writer on writer.id = n.from_id
    where n.to_id = ${employeeId} and n.given_at is not null
    order by date_trunc('month', n.given_at at time zone ${zone}) desc, n.token
    offset ${skip} limit ${take}`;
  return z.array(receivedSchema).parse(rows);
}

const receivedSchema = z.object({
  token: z.string(),
  kind: z.enum(noteKinds),
  text: z.string(),
  givenAt: z.date(),
  from: z.string().nullable(),
});

/** What this person wrote, the latest first. */
export async function listSentNotes(
  tx: Tx,
  employeeId: number,
  { skip, take }: { readonly skip: number; readonly take: number },
): Promise<readonly SentNote[]> {
  const rows = await tx.$queryRaw`
    select n.kind, n.text, n.named, n.at, receiver.name as to
    from feedback_note n join employee receiver on receiver.id = n.to_id
    where n.from_id = ${employeeId} order by n.at desc, n.id desc offset ${skip} limit ${take}`;
  return z
    .array(z.object({ kind: z.enum(noteKinds), text: z.string(), named: z.boolean(), at: z.date(), to: z.string() }))
    .parse(rows);
}

/** Whom thanks for this note go to, when it was written to this receiver; null otherwise. Nothing of it may be shown to the receiver. */
export async function findWriterToThank(tx: Tx, token: string, receiverId: number): Promise<number | null> {
  const row = await tx.feedbackNote.findFirst({
    where: { token, toId: receiverId, givenAt: { not: null } },
    select: { fromId: true },
  });
  return row?.fromId ?? null;
}
